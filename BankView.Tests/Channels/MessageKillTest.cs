extern alias bench;
using System.Collections.Concurrent;
using System.Diagnostics;
using BankView.Data.Database;
using bench::BankView.Bench;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace BankView.Tests.Channels;

/// <summary>A process that raises alerts and sends their messages is killed in the middle of it, again and again.</summary>
public class MessageKillTest
{
    private const int Kills = 30;

    private readonly ConcurrentQueue<string> _arrived = [];

    [Fact]
    public async Task No_alert_is_lost_and_no_message_arrives_twice_on_a_channel_however_often_the_process_is_killed()
    {
        var folder = Directory.CreateTempSubdirectory("bankview-test-").FullName;
        await using var receiver = await Receive();
        var address = new Uri(receiver.Urls.First());
        for (var kill = 0; kill < Kills; kill++)
        {
            await TellUntilKilled(folder, address);
        }

        await using (var installation = new Installation(folder))
        {
            await SendTheRest(installation, address);
            await Look(installation.Databases);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task TellUntilKilled(string folder, Uri receiver)
    {
        var program = Path.Combine(AppContext.BaseDirectory.Replace("BankView.Tests", "BankView.Bench", StringComparison.Ordinal), "BankView.Bench.dll");
        var start = new ProcessStartInfo("dotnet", [program, "alert-forever", folder, receiver.ToString()]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        Assert.Equal("telling", await process.StandardOutput.ReadLineAsync());
        Assert.Equal("paid", await process.StandardOutput.ReadLineAsync());
        await Task.Delay(Random.Shared.Next(300));
        process.Kill();
        await process.WaitForExitAsync();
        Assert.NotEqual(0, process.ExitCode);
    }

    // As the next start does, once what the dead left counts as perhaps arrived.
    private static async Task SendTheRest(Installation installation, Uri receiver)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(10));
        var deliveries = AlertForever.MakeDeliveries(installation, receiver, clock);
        while (await deliveries.RunDueOfAllMembers(clock.GetUtcNow()) > 0)
        {
        }
    }

    private async Task Look(Databases databases)
    {
        await using var connection = await databases.Data.Open();
        var said = (await connection.QueryAsync<(string Kind, Guid Id, string State)>("SELECT channel_kind, id, state FROM deliveries")).AsList();
        var sent = said.Where(one => one.State is "Sent").Select(one => $"{one.Kind} {one.Id:N}").ToList();
        Assert.NotEmpty(sent);
        Assert.Equal(_arrived.Distinct(StringComparer.Ordinal).Count(), _arrived.Count);
        Assert.Empty(sent.Except(_arrived, StringComparer.Ordinal));
        Assert.All(said, one => Assert.Contains(one.State, (string[])["Sent", "Uncertain", "NotNeeded"]));
        // Every payment after the member's first is told of, and each alert arrived by one channel or the other.
        Assert.Equal(0, await connection.ExecuteScalarAsync<long>("""
            SELECT count(*) FROM transactions t
            WHERE t.amount_minor <> -1000 AND NOT EXISTS (SELECT 1 FROM alerts a WHERE a.user_id = t.user_id AND a.transaction_id = t.id)
            """));
        Assert.Equal(0, await connection.ExecuteScalarAsync<long>("""
            SELECT count(*) FROM alerts a
            WHERE NOT a.is_quiet AND NOT EXISTS (
                SELECT 1 FROM deliveries d WHERE d.user_id = a.user_id AND d.alert_id = a.id AND d.state = 'Sent')
            """));
    }

    private async Task<WebApplication> Receive()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var receiver = builder.Build();
        receiver.Urls.Add("http://127.0.0.1:0");
        receiver.MapPost("/", async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            _arrived.Enqueue(await reader.ReadToEndAsync());
            // Time in which its sender can die.
            await Task.Delay(Random.Shared.Next(20));
        });
        await receiver.StartAsync();
        return receiver;
    }
}
