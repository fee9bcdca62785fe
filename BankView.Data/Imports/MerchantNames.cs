using System.Data.Common;
using BankView.Data.Sealing;
using BankView.Data.Transactions;

namespace BankView.Data.Imports;

/// <summary>
/// The names behind merchant tags, for comparing rows by their words. The stored ones are opened when the first two rows are to be
/// compared so, which a file that is brought in again never needs.
/// </summary>
internal sealed class MerchantNames(DbConnection connection, DbTransaction? transaction, UserId userId, MemberKey key)
{
    private readonly Dictionary<Tag, string> _names = [];
    private bool _hasStored;

    /// <summary>A name that may not be stored yet.</summary>
    public void Add(Tag merchant, string name) => _names.TryAdd(merchant, name);

    /// <summary>Due before <see cref="Of"/>.</summary>
    public async ValueTask OpenStored()
    {
        if (!_hasStored)
        {
            _hasStored = true;
            await foreach (var merchant in MerchantStore.ReadAll(connection, transaction, userId, key))
            {
                Add(merchant.Tag, merchant.Name);
            }
        }
    }

    public string Of(Tag merchant) => _names.GetValueOrDefault(merchant, "");
}
