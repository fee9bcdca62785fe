using System.Net;
using BankView.Data.Database;
using BankView.Tests.Testing;
using Dapper;

namespace BankView.Tests.Channels.Messenger;

/// <summary>A thousand deliveries that are forged, played again, put in another order or malformed: none is accepted, none handled twice.</summary>
public class MessengerReplayTests
{
    private const int Persons = 12;
    private const int Deliveries = 1000;
    private const int Seed = 20261125;

    [Theory, Databases]
    public async Task Of_a_thousand_bad_deliveries_none_is_accepted_and_none_handled_twice(DatabaseKind kind)
    {
        await using var site = await MessengerSite.Start(kind);
        var persons = new List<string>();
        for (var i = 0; i < Persons; i++)
        {
            persons.Add((await site.Pair()).Person);
        }

        var genuine = persons.Select(person => MessengerSays.Message(person, "help", site.Clock.GetUtcNow())).ToList();
        await site.Hear([.. genuine]);
        var (messages, rows) = (site.Platform.Messages.Count, await Rows(site));
        // A code and an answer each.
        Assert.Equal(2 * Persons, messages);

        var bad = new BadDeliveries(new Random(Seed), genuine, site.Clock.GetUtcNow());
        var answers = new Dictionary<(string Kind, HttpStatusCode Status), int>();
        for (var i = 0; i < Deliveries; i++)
        {
            var (name, body, signature) = bad.Next(i);
            using var answer = await site.Post(body, signature);
            answers[(name, answer.StatusCode)] = answers.GetValueOrDefault((name, answer.StatusCode)) + 1;
            if (i % 100 == 99)
            {
                await site.AnswerAll();
            }
        }

        Assert.Equal(messages, site.Platform.Messages.Count);
        Assert.Equal(rows, await Rows(site));
        Assert.Equal(Deliveries, answers.Values.Sum());
        Assert.All(answers.Keys, key => Assert.Equal(BadDeliveries.Expected(key.Kind), key.Status));
        Assert.Equal(BadDeliveries.Kinds, answers.Keys.Select(key => key.Kind).Distinct().Count());

        // And those who are genuine are answered as before.
        Assert.StartsWith("You can ask", await site.Ask(persons[0], "help"), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task The_same_delivery_many_times_at_once_is_handled_once(DatabaseKind kind)
    {
        await using var site = await MessengerSite.Start(kind);
        var persons = new[] { (await site.Pair()).Person, (await site.Pair()).Person, (await site.Pair()).Person };
        var events = persons.Select(person => MessengerSays.Message(person, "help", site.Clock.GetUtcNow())).ToArray();

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i =>
            site.Deliver(MessengerSays.Delivery(i % 2 == 0 ? events : events.Reverse()))));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(site.AnswerAll)));

        Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.All(persons, person => Assert.Single(site.Platform.TextsFor(person), text => text.StartsWith("You can ask", StringComparison.Ordinal)));
    }

    private static async Task<long> Rows(MessengerSite site)
    {
        await using var connection = await site.App.Get<Databases>().Data.Open();
        return await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM messenger_inbox");
    }
}
