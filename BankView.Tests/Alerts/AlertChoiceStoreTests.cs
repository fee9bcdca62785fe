using BankView.Data.Alerts;
using BankView.Data.Database;
using BankView.Tests.Testing;

namespace BankView.Tests.Alerts;

/// <summary>What members choose about alerts as a whole.</summary>
public class AlertChoiceStoreTests
{
    [Theory, Databases]
    public async Task Who_chose_nothing_hears_of_links_and_consents_and_of_ten_alerts_a_day(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);

        Assert.Equal(new AlertChoices { DailyCap = 10, LinkNeedsYou = true, ConsentEnds = true, ConsentEndsDays = 7, MonthlySummary = false },
            await member.AlertChoices.Find(member.Id));
        Assert.Empty(await member.AlertChoices.ListMutes(member.Id));
    }

    [Theory, Databases]
    public async Task Choices_are_kept_when_they_make_sense(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        var choices = new AlertChoices { DailyCap = 3, LinkNeedsYou = false, ConsentEnds = false, ConsentEndsDays = 30, MonthlySummary = true };

        Assert.Equal(ChoiceOutcome.Saved, await member.AlertChoices.Save(member.Id, choices));
        Assert.Equal(ChoiceOutcome.CapOutOfRange, await member.AlertChoices.Save(member.Id, choices with { DailyCap = 0 }));
        Assert.Equal(ChoiceOutcome.CapOutOfRange, await member.AlertChoices.Save(member.Id, choices with { DailyCap = 101 }));
        Assert.Equal(ChoiceOutcome.DaysOutOfRange, await member.AlertChoices.Save(member.Id, choices with { ConsentEndsDays = 61 }));

        Assert.Equal(choices, await member.AlertChoices.Find(member.Id));
        await member.AlertChoices.Save(member.Id, choices with { MonthlySummary = false });
        Assert.False((await member.AlertChoices.Find(member.Id))!.MonthlySummary);
    }

    [Theory, Databases]
    public async Task A_mute_ends_by_itself_or_when_the_member_says_so(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        var tomorrow = database.Clock.GetUtcNow().AddDays(1);
        Assert.True(await member.AlertChoices.Mute(member.Id, AlertRule.CardActivity, tomorrow));
        Assert.True(await member.AlertChoices.Mute(member.Id, AlertRule.LowBalance, until: null));
        Assert.False(await member.AlertChoices.Mute(member.Id, AlertRule.AllQuiet, database.Clock.GetUtcNow()));
        Assert.Equal([new(AlertRule.LowBalance, null), new(AlertRule.CardActivity, tomorrow)], await member.AlertChoices.ListMutes(member.Id));

        database.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal([new AlertMute(AlertRule.LowBalance, null)], await member.AlertChoices.ListMutes(member.Id));
        Assert.True(await member.AlertChoices.Unmute(member.Id, AlertRule.LowBalance));
        Assert.False(await member.AlertChoices.Unmute(member.Id, AlertRule.LowBalance));

        Assert.Empty(await member.AlertChoices.ListMutes(member.Id));
    }
}
