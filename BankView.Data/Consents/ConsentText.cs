using System.Globalization;

namespace BankView.Data.Consents;

/// <summary>One sentence of a consent: its key, for a translation beside it, and the English words that count.</summary>
public sealed record ConsentSentence(string Key, string English, object? Value = null);

/// <summary>
/// The exact words that a member agrees to when linking a bank; a consent keeps their hash. Members who read another language are
/// shown a translation of these.
/// </summary>
public static class ConsentText
{
    private static readonly Dictionary<string, string> OfCluster = new(StringComparer.Ordinal)
    {
        [DataCluster.AccountBasic] = "It reads their names, kinds, currencies and the last four digits of their numbers.",
        [DataCluster.Balances] = "It reads their balances and credit limits.",
        [DataCluster.Transactions] = "It reads their transactions, with dates, amounts, merchants and descriptions, as far back as the bank gives them.",
    };

    private static readonly Dictionary<Purpose, string> OfPurpose = new()
    {
        [Purpose.View] = "It uses them to show them to me.",
        [Purpose.FraudAlerts] = "It uses them to look for signs of fraud and to tell me.",
        [Purpose.Messaging] = "It uses them to answer my own questions in a messenger that I connect; its answers pass through that messenger.",
    };

    /// <summary>The whole text, as it is hashed.</summary>
    public static string Of(LinkTerms terms) => string.Join(' ', Sentences(terms).Select(sentence => sentence.English));

    /// <summary>Clusters and purposes come in the order of their declaration, however they were chosen.</summary>
    public static IReadOnlyList<ConsentSentence> Sentences(LinkTerms terms) =>
    [
        new("Reads", $"I let BankView read the accounts at {terms.Bank} that I choose.", terms.Bank),
        .. DataCluster.All.Where(terms.Clusters.Contains).Select(cluster => new ConsentSentence($"Cluster_{cluster}", OfCluster[cluster])),
        .. Enum.GetValues<Purpose>().Where(terms.Purposes.Contains)
            .Select(purpose => new ConsentSentence($"Purpose_{purpose}", OfPurpose[purpose])),
        new("NothingElse", "It uses them for nothing else, never for advertising, and gives them to nobody else."),
        new("Days", string.Create(CultureInfo.InvariantCulture, $"This holds for {terms.Days} days."), terms.Days),
        new("Stop", "I can narrow it or end it at any time under Bank links. From then on BankView reads nothing more, and it takes its access "
            + "back at the bank."),
    ];
}
