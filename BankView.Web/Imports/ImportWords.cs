using System.Globalization;
using BankView.Data;
using BankView.Data.Statements;
using BankView.Web.Ui;
using Microsoft.Extensions.Localization;

namespace BankView.Web.Imports;

/// <summary>Sentences about files, rows and warnings, in the reader's language.</summary>
internal static class ImportWords
{
    /// <summary>A sentence with a number: the key with <c>_One</c> for one.</summary>
    public static string Count(this IStringLocalizer<ImportTexts> texts, string key, int count) =>
        texts[count == 1 ? key + "_One" : key, count.ToString("N0", CultureInfo.CurrentCulture)];

    /// <summary>What the account of a part is called, as the member knows it or as it would be new.</summary>
    public static string Title(this IStringLocalizer<ImportTexts> texts, PlannedPart part, IReadOnlyList<ExistingAccount> accounts)
    {
        var existing = accounts.FirstOrDefault(account => account.Id == part.AccountId);
        var name = existing?.Name ?? (part.IsNewAccount ? part.AccountName : texts["HiddenAccount"]);
        return (existing?.LastFour ?? part.Statement.Account.LastFour) is { } lastFour ? $"{name} ••••\u00A0{lastFour}" : name;
    }

    public static string Sentence(this IStringLocalizer<ImportTexts> texts, StatementRefusal refusal) =>
        refusal.Reason == RefusalReason.BankReportedError && refusal.Detail is { } detail
            ? texts["Refused_BankReportedError_Detail", detail]
            : texts[$"Refused_{refusal.Reason}"];

    public static string Sentence(this IStringLocalizer<ImportTexts> texts, StatementProblem problem) => texts[$"Problem_{problem.Reason}"];

    public static string Sentence(this IStringLocalizer<ImportTexts> texts, StatementWarning warning, Currency currency) => warning switch
    {
        { Kind: WarningKind.DoesNotAddUp, Detail: { } detail } when Figures(detail, currency) is var (gaps, drift) =>
            texts["Warning_DoesNotAddUp", gaps, MoneyFormat.Format(drift, CultureInfo.CurrentCulture)],
        { Kind: WarningKind.DoesNotAddUp } => texts["Warning_DoesNotAddUp_Plain"],
        _ => texts[$"Warning_{warning.Kind}", warning.Detail ?? ""],
    };

    /// <summary>"3; 0.10 CZK": in how many places balances do not follow from the rows, and by how much in all.</summary>
    private static (string Gaps, Money Drift)? Figures(string detail, Currency currency)
    {
        var figures = detail.Split([';', ' '], StringSplitOptions.RemoveEmptyEntries);
        return figures.Length >= 2 && int.TryParse(figures[0], CultureInfo.InvariantCulture, out var gaps)
            ? (gaps.ToString("N0", CultureInfo.CurrentCulture), Money.Parse(figures[1], currency))
            : null;
    }
}
