using BankView.Data.Consents;
using BankView.Data.Database;
using Dapper;

namespace BankView.Data.Transactions;

/// <summary>
/// A filter as conditions on <c>transactions t</c>. Only conditions that limit are written, so that the planner sees the statement
/// that is really meant; values are parameters, always.
/// </summary>
internal static class FilterSql
{
    public static string Of(TransactionFilter filter) => string.Concat(
        filter.CardOnly ? " AND t.is_card" : "",
        filter.AccountId is null ? "" : " AND t.account_id = @accountId",
        filter.Card is null ? "" : " AND t.card_tag = @card",
        filter.Merchant is null ? "" : " AND t.merchant_tag = @merchant",
        filter.Category is null ? "" : " AND t.category = @category",
        // The name itself, not a parameter: pending ones have an index of their own, and only so the planner sees that it fits.
        filter.Status is null ? "" : $" AND t.status = '{filter.Status}'",
        filter.LeastMinor is null ? "" : " AND abs(t.amount_minor) >= @least",
        filter.MostMinor is null ? "" : " AND abs(t.amount_minor) <= @most",
        filter.ExactMinor is null ? "" : " AND t.amount_minor = @exact",
        filter.From is null ? "" : " AND t.occurred_at >= @from",
        filter.To is null ? "" : " AND t.occurred_at < @to");

    public static DynamicParameters Parameters(
        TransactionFilter filter, UserId userId, Purpose purpose, DateTimeOffset now, TransactionCursor after, int count)
    {
        var parameters = new DynamicParameters(new
        {
            userId,
            purpose = purpose.ToString(),
            now,
            at = after.At,
            before = after.Id,
            count,
        });
        Add("accountId", filter.AccountId);
        Add("card", filter.Card);
        Add("merchant", filter.Merchant);
        Add("category", filter.Category?.ToString());
        Add("least", filter.LeastMinor);
        Add("most", filter.MostMinor);
        Add("exact", filter.ExactMinor);
        Add("from", filter.From is { } from ? Begin(from, filter.Zone) : null);
        // The end is a day, inclusive: everything before the next day begins.
        Add("to", filter.To is { } to ? Begin(to.AddDays(1), filter.Zone) : null);
        return parameters;

        void Add(string name, object? value)
        {
            if (value is not null)
            {
                parameters.Add(name, value);
            }
        }
    }

    private static string Begin(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return Instant.ToText(new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)));
    }
}
