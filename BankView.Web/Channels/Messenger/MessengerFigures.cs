using System.Globalization;
using BankView.Data;
using BankView.Data.Accounts;
using BankView.Data.Alerts;
using BankView.Data.Channels;
using BankView.Data.Channels.Messenger;
using BankView.Data.Consents;
using BankView.Data.Transactions;
using BankView.Web.Ui;
using Microsoft.Extensions.Localization;

namespace BankView.Web.Channels.Messenger;

/// <summary>
/// Figures for the chat, in the current culture: of accounts under an active consent for <see cref="Purpose.Messaging"/> and the cluster that is
/// asked for, and of no others.
/// </summary>
public sealed class MessengerFigures(AccountStore accounts, TransactionStore transactions, AlertStore alerts, MessagingScope scope,
    IStringLocalizer<MessengerTexts> texts, IStringLocalizer<UiTexts> uiTexts, TimeProvider clock)
{
    private const int MostAccounts = 15;
    private const int MostTransactions = 5;
    private const int MostAlerts = 100;

    public async Task<string> Balances(UserId userId, TimeZoneInfo zone)
    {
        var stated = (await accounts.ListLinked(userId, Purpose.Messaging))
            .Where(account => account is { Current: not null } or { Available: not null }).ToList();
        var twice = stated.CountBy(NameOf).Where(name => name.Value > 1).Select(name => name.Key).ToHashSet();
        var lines = stated.Take(MostAccounts).Select(account => Balance(account, twice.Contains(NameOf(account)), zone));
        return stated.Count == 0 ? texts["NothingShared"]
            : string.Join('\n', stated.Count > MostAccounts ? lines.Append(texts["MoreInBankView", stated.Count - MostAccounts]) : lines);
    }

    public async Task<string> Recent(UserId userId, TimeZoneInfo zone)
    {
        if ((await scope.ListAccounts(userId, DataCluster.Transactions)).Count == 0)
        {
            return texts["NothingShared"];
        }

        var recent = await transactions.List(userId, Purpose.Messaging, new TransactionFilter(), TransactionCursor.Newest, MostTransactions);
        return recent.Count == 0 ? texts["NoneRecent"] : string.Join('\n', recent.Select(one => Line(one, zone)));
    }

    /// <summary>How many are open; of what, only where the member lets the channel tell.</summary>
    public async Task<string> Alerts(MessengerMember member)
    {
        var shared = await scope.ListAccounts(member.UserId, DataCluster.Transactions);
        if (shared.Count == 0)
        {
            return texts["NothingShared"];
        }

        var open = (await alerts.ListOpen(member.UserId, MostAlerts)).Where(alert => shared.Any(account => account == alert.AccountId)).ToList();
        var count = texts[open.Count switch { 0 => "NoAlert", 1 => "OneAlert", _ => "Alerts" }, open.Count].Value;
        var newest = member.Detail is MessageDetail.MerchantAndAmount ? open.FirstOrDefault(alert => alert.Payment is not null)?.Payment : null;
        return string.Join('\n', new[]
        {
            count,
            newest is null ? null : texts["NewestAlert", newest.Merchant, Money(newest.Amount)].Value,
            open.Count == 0 ? null : texts["AnswersInBankView"].Value,
        }.Where(line => line is not null));
    }

    private string Line(Transaction one, TimeZoneInfo zone)
    {
        var day = DayWords.Spoken(one.OccurredAt.DayIn(zone), Today(zone), uiTexts);
        var text = one.Status is TransactionStatus.Pending ? "RecentPending" : "Recent";
        return texts[text, day, one.Merchant, Money(one.Amount, showPlus: true), uiTexts["Pending"].Value];
    }

    private string Balance(Account account, bool isNamedTwice, TimeZoneInfo zone)
    {
        var name = (isNamedTwice ? $"{account.BankName} " : "") + account.Name + (account.LastFour is null ? "" : $" •••• {account.LastFour}");
        var amount = account switch
        {
            { Current: { } current, Available: { } available } when current != available =>
                texts["CurrentAndAvailable", Money(current), Money(available)].Value,
            { Current: { } current } => Money(current),
            _ => texts["Available", Money(account.Available!.Value)].Value,
        };
        return account.AsOf is { } asOf ? texts["Balance", name, amount, AsOf(asOf, zone)] : texts["BalanceWithoutTime", name, amount];
    }

    private string AsOf(BankTime at, TimeZoneInfo zone)
    {
        var day = DayWords.Short(at.DayIn(zone), Today(zone), uiTexts);
        return at.HasTime ? uiTexts["AsOfTime", day, TimeZoneInfo.ConvertTime(at.At, zone).ToString("t", CultureInfo.CurrentCulture)] : uiTexts["AsOfDay", day];
    }

    private DateOnly Today(TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);

    private static (string, string?) NameOf(Account account) => (account.Name, account.LastFour);

    private static string Money(Money amount, bool showPlus = false) => MoneyFormat.Format(amount, CultureInfo.CurrentCulture, showPlus);
}
