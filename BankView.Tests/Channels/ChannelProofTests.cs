using BankView.Data.Channels;
using BankView.Data.Database;
using BankView.Tests.Testing;

namespace BankView.Tests.Channels;

/// <summary>Nothing is sent to an address before its owner has said by a code that it is theirs.</summary>
public class ChannelProofTests
{
    [Theory, Databases]
    public async Task The_right_code_makes_the_channel_and_works_once(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var told = ToldMember.Of(await TestMember.Join(database));
        var sent = (await told.Proofs.Begin(told.Id, ChannelKind.Email, "ann@example.org", "ann@example.org"))!;
        Assert.Empty(await told.Channels.List(told.Id));
        Assert.Equal("ann@example.org", (await told.Proofs.Find(told.Id, ChannelKind.Email))!.Label);

        Assert.Equal(ProofOutcome.Proved, await told.Proofs.Confirm(told.Id, sent.ProofId, $" {sent.Code} "));
        Assert.Equal(ProofOutcome.Over, await told.Proofs.Confirm(told.Id, sent.ProofId, sent.Code));

        var channel = Assert.Single(await told.Channels.List(told.Id));
        Assert.Equal(("ann@example.org", MessageDetail.Nothing, false), (channel.Label, channel.Detail, channel.IsFallback));
        Assert.Null(await told.Proofs.Find(told.Id, ChannelKind.Email));
    }

    [Theory, Databases]
    public async Task Wrong_codes_end_a_proof_and_so_does_time_and_a_later_one(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var told = ToldMember.Of(await TestMember.Join(database));
        var guessed = await Begin(told);
        for (var tries = 0; tries < ChannelProofStore.MostTries; tries++)
        {
            Assert.Equal(ProofOutcome.WrongCode, await told.Proofs.Confirm(told.Id, guessed.ProofId, guessed.Code is "000000" ? "000001" : "000000"));
        }

        Assert.Equal(ProofOutcome.Over, await told.Proofs.Confirm(told.Id, guessed.ProofId, guessed.Code));
        var (replaced, late) = (await Begin(told), await Begin(told));
        Assert.Equal(ProofOutcome.Over, await told.Proofs.Confirm(told.Id, replaced.ProofId, replaced.Code));
        database.Clock.Advance(ChannelProofStore.Lasts);
        Assert.Equal(ProofOutcome.Over, await told.Proofs.Confirm(told.Id, late.ProofId, late.Code));
        Assert.Empty(await told.Channels.List(told.Id));
    }

    [Theory, Databases]
    public async Task A_stranger_s_mailbox_is_not_filled_with_codes(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var told = ToldMember.Of(await TestMember.Join(database));
        for (var proof = 0; proof < ChannelProofStore.ProofsPerDay; proof++)
        {
            await Begin(told);
        }

        Assert.Null(await told.Proofs.Begin(told.Id, ChannelKind.Email, "ann@example.org", "ann@example.org"));
        database.Clock.Advance(TimeSpan.FromDays(1.1));
        await Begin(told);
    }

    [Theory, Databases]
    public async Task A_token_that_came_back_is_answered_with_a_code_for_the_member_who_began(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var told = ToldMember.Of(await TestMember.Join(database));
        var token = (await told.Proofs.BeginByToken(told.Id, ChannelKind.Messenger))!;
        Assert.Null((await told.Proofs.Find(told.Id, ChannelKind.Messenger))!.Label);

        Assert.Null(await told.Proofs.TakeToken(ChannelKind.Messenger, "0123", "psid-1", "Ann"));
        var code = (await told.Proofs.TakeToken(ChannelKind.Messenger, token, "psid-1", "Ann"))!;
        Assert.Null(await told.Proofs.TakeToken(ChannelKind.Messenger, token, "psid-2", "Eve"));

        var proof = (await told.Proofs.Find(told.Id, ChannelKind.Messenger))!;
        Assert.Equal(ProofOutcome.Proved, await told.Proofs.Confirm(told.Id, proof.Id, code, psid => database.MasterKey.Installation.TagOf("messenger", psid)));
        Assert.Equal("Ann", Assert.Single(await told.Channels.List(told.Id)).Label);
    }

    [Theory, Databases]
    public async Task An_address_stands_once_with_a_member_and_is_sealed(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var told = ToldMember.Of(await TestMember.Join(database));
        await told.AddEmail();
        await told.Settings.Save(told.Id, new MessageSettings { Word = "marmalade" });
        var again = await Begin(told);

        Assert.Equal(ProofOutcome.Taken, await told.Proofs.Confirm(told.Id, again.ProofId, again.Code));

        await Begin(told);
        var bytes = await TableDump.Bytes(database.Databases.Data);
        Assert.Equal((-1, -1), (bytes.AsSpan().IndexOf("ann@example"u8), bytes.AsSpan().IndexOf("marmalade"u8)));
    }

    private static async Task<SentCode> Begin(ToldMember told) =>
        (await told.Proofs.Begin(told.Id, ChannelKind.Email, "ann@example.org", "ann@example.org"))!;
}
