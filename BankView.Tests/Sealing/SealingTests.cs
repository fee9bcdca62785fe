using System.Security.Cryptography;
using BankView.Data;
using BankView.Data.Sealing;
using CsCheck;

namespace BankView.Tests.Sealing;

public class SealingTests
{
    private static readonly SealedColumn Accounts = new("accounts");
    private static readonly SealedColumn Merchants = new("merchants");
    private static readonly Gen<string?[]> AnyFields = Gen.String.Null().Array[1, 6];
    private static readonly MemberKey Key = NewKey();

    [Fact]
    public void An_opened_blob_equals_what_was_sealed() =>
        Gen.Select(AnyFields, Gen.Guid).Sample((fields, row) =>
        {
            var sane = fields.Select(WellFormed).ToArray();
            return Key.Open(Accounts, row, Key.Seal(Accounts, row, sane), sane.Length).SequenceEqual(sane);
        });

    [Fact]
    public void A_blob_moved_to_another_row_column_or_member_never_opens() =>
        Gen.Select(AnyFields, Gen.Guid, Gen.Guid).Where((_, a, b) => a != b).Sample((fields, row, otherRow) =>
        {
            var blob = Key.Seal(Accounts, row, fields);
            Assert.ThrowsAny<CryptographicException>(() => Key.Open(Accounts, otherRow, blob, 1));
            Assert.ThrowsAny<CryptographicException>(() => Key.Open(Merchants, row, blob, 1));
            Assert.ThrowsAny<CryptographicException>(() => NewKey().Open(Accounts, row, blob, 1));
        });

    [Fact]
    public void A_blob_with_any_byte_changed_never_opens() =>
        Gen.Select(Gen.Guid, Gen.Int[0, 1000], Gen.Byte[1, 255]).Sample((row, at, change) =>
        {
            var blob = Key.Seal(Accounts, row, "Corner Bakery", "**** 1234");
            blob[at % blob.Length] ^= change;
            Assert.ThrowsAny<CryptographicException>(() => Key.Open(Accounts, row, blob, 2));
        });

    [Fact]
    public void The_same_text_is_never_sealed_to_the_same_bytes()
    {
        var row = Guid.CreateVersion7();
        Assert.NotEqual(Key.Seal(Accounts, row, "Bakery"), Key.Seal(Accounts, row, "Bakery"));
    }

    [Fact]
    public void Tags_are_equal_for_equal_texts_of_one_member_and_differ_between_members_and_kinds()
    {
        Assert.Equal(Key.TagOf("merchant", "bakery"), Key.TagOf("merchant", "bakery"));
        Assert.NotEqual(Key.TagOf("merchant", "bakery"), Key.TagOf("merchant", "bakery2"));
        Assert.NotEqual(Key.TagOf("merchant", "bakery"), Key.TagOf("transaction", "bakery"));
        Assert.NotEqual(Key.TagOf("merchant", "bakery"), NewKey().TagOf("merchant", "bakery"));
    }

    [Fact]
    public void A_wrapped_key_unwraps_for_its_member_and_master_key_only()
    {
        using var master = MasterKey.Load(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), "");
        using var other = MasterKey.Load(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), "");
        var (user, key) = (UserId.New(), RandomNumberGenerator.GetBytes(32));
        var wrapped = master.Wrap(user, key);

        Assert.Equal(key, master.Unwrap(user, wrapped));
        Assert.ThrowsAny<CryptographicException>(() => master.Unwrap(UserId.New(), wrapped));
        Assert.ThrowsAny<CryptographicException>(() => other.Unwrap(user, wrapped));
    }

    private static MemberKey NewKey() => new(UserId.New(), RandomNumberGenerator.GetBytes(MemberKey.Size));

    // A lone surrogate has no UTF-8 form; it is stored as U+FFFD like everywhere in .NET.
    private static string? WellFormed(string? text) =>
        text is null ? null : System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
}
