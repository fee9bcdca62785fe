using System.Security.Cryptography;
using BankView.Data;
using BankView.Data.Consents;
using BankView.Data.Database;
using BankView.Data.Sealing;
using BankView.Data.Transactions;
using BankView.Tests.Testing;
using CsCheck;
using Dapper;
using static BankView.Tests.Testing.Statements;

namespace BankView.Tests.Transactions;

/// <summary>A member's merchants are sealed as one beside their rows, and both say the same at any time.</summary>
public class MerchantPackTests
{
    private static readonly Gen<Merchant[]> Dictionaries = (
        from name in Gen.OneOf("", "Corner Bakery", "corner books", "Čerpací stanice", "ay", "Bäckerei ß")
        from tag in Gen.ULong
        from first in Gen.DateTime.Select(at => new DateTimeOffset(at.Ticks, TimeSpan.Zero))
        from last in Gen.DateTime.Select(at => new DateTimeOffset(at.Ticks, TimeSpan.Zero))
        select new Merchant(new Tag(tag), name, first, last)).Array[0, 12];

    [Fact]
    public void A_pack_opens_to_what_was_sealed_and_finds_any_part_of_a_name() =>
        Gen.Select(Dictionaries, Gen.OneOf("", "corner", "Y", "B", "čer", "ss", "no such", "y\nC")).Sample((merchants, text) =>
        {
            var pack = SealAndOpen(merchants);

            var expected = merchants.Where(one => one.Name.Contains(text, StringComparison.OrdinalIgnoreCase) || (text is "ss" && one.Name.Contains('ß')));
            Assert.Equal(expected.Select(one => new PackedMerchant(one.Tag, one.FirstSeen, one.LastSeen)), pack.Containing(text));
        });

    [Theory]
    [InlineData("müller", "Bäckerei MULLER")]
    [InlineData("backerei", "Bäckerei MULLER")]
    [InlineData("STRASSE", "Kiosk Hauptstraße")]
    [InlineData("straße", "KIOSK HAUPTSTRASSE")]
    [InlineData("cafe\u0301", "Café Noir")]
    [InlineData("ČERP", "čerpací stanice")]
    public void Accents_and_the_sharp_s_do_not_matter(string text, string name) =>
        Assert.Single(SealAndOpen([new Merchant(new Tag(1), name, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch)]).Containing(text));

    [Theory]
    [InlineData("\u0301")]
    [InlineData("\uD83D")]
    [InlineData("noir\n")]
    public void A_text_that_no_name_can_hold_finds_nothing(string text) =>
        Assert.Empty(SealAndOpen([new Merchant(new Tag(1), "Café Noir", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch)]).Containing(text));

    [Fact]
    public void A_part_of_a_text_is_found_in_it_whatever_its_letters_are() =>
        Gen.Select(Gen.String, Gen.String, Gen.String).Sample((before, part, after) =>
            Assert.True(SearchText.Holds($"{before} {part} {after}", part)));

    [Theory, Databases]
    public async Task It_says_what_the_rows_say_after_imports_an_undo_and_an_erased_link(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var member = await TestMember.Join(database);
        await member.BringIn(Checking(Row("2026-11-01", -100, "Tea House", "1"), Row("2026-11-02", -90, "Book Shop", "2")), bank: "Alder Bank");
        await AssertSaysTheSameAsRows(member, "Book Shop", "Tea House");

        var second = await member.BringIn(Checking(Row("2026-11-05", -100, "Tea House", "3"), Row("2026-11-06", -90, "Zoo", "4")), bank: "Alder Bank");
        await AssertSaysTheSameAsRows(member, "Zoo", "Tea House", "Book Shop");

        await member.BringIn(Card(Row("2026-11-07", -90, "Cinema", "1", isCard: true)), bank: "Zebra Bank");
        await member.Imports.Undo(member.Id, second.ImportId);
        await AssertSaysTheSameAsRows(member, "Cinema", "Tea House", "Book Shop");

        await member.Links.Erase(member.Id, (await member.Links.List(member.Id)).Single(link => link.BankName is "Alder Bank").Id);
        await AssertSaysTheSameAsRows(member, "Cinema");
    }

    [Theory, Databases]
    public async Task Another_members_pack_does_not_open(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Make(kind);
        var (one, other) = (await TestMember.Join(database), await TestMember.Join(database));
        await one.BringIn(Checking(Row("2026-11-01", -100, "Tea House", "1")));
        await other.BringIn(Checking(Row("2026-11-01", -100, "Book Shop", "1")));

        await database.Databases.Data.Write((connection, transaction) => connection.ExecuteAsync("""
            DELETE FROM merchant_packs WHERE user_id = @to;
            INSERT INTO merchant_packs (user_id, letters, names, entries)
            SELECT @to, p.letters, p.names, p.entries FROM merchant_packs p WHERE p.user_id = @from
            """, new { from = one.Id, to = other.Id }, transaction));

        await Assert.ThrowsAnyAsync<CryptographicException>(() => other.Merchants.OpenLetters(other.Id, Purpose.View));
        await Assert.ThrowsAnyAsync<CryptographicException>(() => other.Merchants.Open(other.Id, Purpose.View));
    }

    private static MerchantPack SealAndOpen(Merchant[] merchants)
    {
        var member = UserId.New();
        var key = new MemberKey(member, new byte[MemberKey.Size]);
        var (_, names, entries) = MerchantPack.Of(merchants).Seal(key, member);
        return MerchantPack.Open(key, member, names, entries);
    }

    private static async Task AssertSaysTheSameAsRows(TestMember member, params string[] names)
    {
        var merchants = await member.Merchants.List(member.Id, Purpose.View);
        Assert.Equal(names, merchants.Select(merchant => merchant.Name));

        var packed = (await member.Merchants.Open(member.Id, Purpose.View)).Containing("");
        Assert.Equal(merchants.Select(one => new PackedMerchant(one.Tag, one.FirstSeen, one.LastSeen)), packed.OrderByDescending(one => one.LastSeen));

        // Without its pack, as a member who has had no import since there are packs, the rows are read.
        var removed = await member.Database.Databases.Data.Write((connection, transaction) =>
            connection.ExecuteAsync("DELETE FROM merchant_packs WHERE user_id = @Id", new { member.Id }, transaction));
        Assert.Equal(1, removed);
        Assert.Equal(packed, (await member.Merchants.Open(member.Id, Purpose.View)).Containing(""));
    }
}
