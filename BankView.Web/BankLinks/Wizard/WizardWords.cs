using System.Globalization;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Consents;
using Microsoft.Extensions.Localization;

namespace BankView.Web.BankLinks.Wizard;

/// <summary>Sentences about consents and problems at banks, in the reader's language.</summary>
public static class WizardWords
{
    /// <summary>The text of a consent. In English it is what the consent keeps the hash of, to the letter.</summary>
    public static string Words(this IStringLocalizer<WizardTexts> texts, LinkTerms terms) =>
        string.Join(' ', ConsentText.Sentences(terms).Select(sentence => texts[$"Words_{sentence.Key}", sentence.Value ?? ""].Value));

    /// <summary>What happened, what was kept, and what to do next.</summary>
    public static string Sentence(this IStringLocalizer<WizardTexts> texts, ConnectorProblem problem, string bank) =>
        problem is not { Kind: ProblemKind.RateLimited, RetryAfter: { } wait } ? texts[$"Problem_{problem.Kind}", bank]
        : wait <= TimeSpan.FromMinutes(1) ? texts["Problem_RateLimited_For_One", bank, 1]
        : texts["Problem_RateLimited_For", bank, ((int)Math.Ceiling(wait.TotalMinutes)).ToString("N0", CultureInfo.CurrentCulture)];

    /// <summary>A sentence with a number: the key with <c>_One</c> for one.</summary>
    public static string Count(this IStringLocalizer<WizardTexts> texts, string key, int count) =>
        texts[count == 1 ? key + "_One" : key, count.ToString("N0", CultureInfo.CurrentCulture)];
}
