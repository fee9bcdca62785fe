using System.Globalization;
using System.Text.Json;
using BankView.Data.Accounts;
using BankView.Data.Transactions;

namespace BankView.Data.BankLinks.Connectors.SimpleFin;

/// <summary>Reads accounts and transactions of SimpleFIN, versions 1 and 2. Amounts are signed, debt is negative, times are epoch seconds.</summary>
internal static class SimpleFinAccount
{
    /// <summary>
    /// Ids are unique within a connection only, so both make the identity. Both are escaped, so that two pairs never look the same. Version 1
    /// has no connections; its organisation's domain takes that place.
    /// </summary>
    public static string IdOf(string? connectionId, string id) =>
        connectionId is null ? Uri.EscapeDataString(id) : $"{Uri.EscapeDataString(connectionId)}/{Uri.EscapeDataString(id)}";

    /// <summary>The server's own id, out of <see cref="IdOf"/>.</summary>
    public static string OwnIdOf(string id) => Uri.UnescapeDataString(id[(id.LastIndexOf('/') + 1)..]);

    /// <summary>The account; null when it has no id. A balance that is not exact is left out and told.</summary>
    public static BankAccount? Read(JsonElement account, IReadOnlyDictionary<string, string?> connections, List<ConnectorProblem> problems)
    {
        if (account.Text("id") is not { } ownId)
        {
            problems.Add(new ConnectorProblem(ProblemKind.PartialData) { Detail = "An account without an id was left out." });
            return null;
        }

        var org = account.Get("org") ?? default;
        var connectionId = account.Text("conn_id") ?? org.Text("id") ?? org.Text("domain") ?? org.Text("sfin-url");
        var id = IdOf(connectionId, ownId);
        var name = BankText.Clean(account.Text("name")) ?? ownId;
        // It may also be the address of somebody's own unit (points, shares): that is never fetched, and such an account not read.
        var isMoney = Currency.TryParse(account.Text("currency"), out var currency);
        return new BankAccount
        {
            Id = id,
            ConnectionId = connectionId,
            ConnectionName = BankText.Clean(connectionId is not null && connections.TryGetValue(connectionId, out var known) && known is not null
                ? known : org.Text("name") ?? org.Text("domain")),
            Name = name,
            LastFour = LastFour(name),
            Kind = isMoney ? KindOf(name, account.Get("extra") ?? default) : null,
            Currency = currency,
            Current = Amount("balance"),
            Available = Amount("available-balance"),
            AsOf = At(account, "balance-date"),
        };

        Money? Amount(string field)
        {
            if (!isMoney || account.Text(field) is null)
            {
                return null;
            }

            if (account.TryMoney(field, currency, out var amount))
            {
                return amount;
            }

            problems.Add(new ConnectorProblem(ProblemKind.PartialData)
            {
                ConnectionId = connectionId,
                AccountId = id,
                Detail = $"{field} is no exact amount of {currency}.",
            });
            return null;
        }
    }

    /// <summary>Null when it has no exact amount or no day.</summary>
    public static BankTransaction? ReadTransaction(JsonElement row, BankAccount account)
    {
        // Zero stands for "not posted yet".
        var posted = At(row, "posted");
        var isPending = row.Get("pending") is { ValueKind: JsonValueKind.True } || posted is null;
        if ((At(row, "transacted_at") ?? posted) is not { } occurred || !row.TryMoney("amount", account.Currency, out var amount))
        {
            return null;
        }

        var extra = row.Get("extra") ?? default;
        var description = row.Text("description") ?? row.Text("payee") ?? "";
        return new BankTransaction
        {
            AccountId = account.Id,
            Id = row.Text("id"),
            Status = isPending ? TransactionStatus.Pending : TransactionStatus.Posted,
            OccurredAt = occurred,
            PostedAt = isPending ? null : posted,
            Amount = amount,
            Name = description,
            Memo = row.Text("memo"),
            IsCard = account.Kind is AccountKind.CreditCard,
            MerchantCategoryCode = (row.Text("mcc") ?? extra.Text("mcc")) is { Length: 4 } code && code.All(char.IsAsciiDigit) ? code : null,
        };
    }

    // SimpleFIN has no kinds. A kind is read from the name (or what the server adds in "extra") only where a word says it; all else is
    // taken for a checking account, the kind whose screens promise least. A member can tell by the name.
    private static AccountKind KindOf(string name, JsonElement extra)
    {
        var words = $"{name} {extra.Text("type")} {extra.Text("account-type")}".ToLowerInvariant()
            .Split([' ', '-', '_', '/', '(', ')', '.', ',', ':', '®', '™'], StringSplitOptions.RemoveEmptyEntries);
        return words.Any(word => word is "debit" or "checking") ? AccountKind.Checking
            : words.Any(word => word is "card" or "credit" or "creditcard" or "visa" or "mastercard" or "amex") ? AccountKind.CreditCard
            : words.Any(word => word is "savings" or "saving") ? AccountKind.Savings
            : AccountKind.Checking;
    }

    // Names often end in the number's last four: "Everyday Checking (1234)", "Visa ...1234", "Card xx1234".
    private static string? LastFour(string name)
    {
        var end = name.TrimEnd(' ', ')', ']').AsSpan();
        var digits = end.Length - end.LastIndexOfAnyExceptInRange('0', '9') - 1;
        return digits == 4 ? end[^4..].ToString() : null;
    }

    private static BankTime? At(JsonElement element, string name) =>
        long.TryParse(element.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 253_402_300_800
            ? BankTime.AtInstant(DateTimeOffset.FromUnixTimeSeconds(seconds)) : null;
}
