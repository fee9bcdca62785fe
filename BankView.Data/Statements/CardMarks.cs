using System.Text.RegularExpressions;

namespace BankView.Data.Statements;

/// <summary>
/// What a description tells about a card: whether a card was used at all, and which. For rows of accounts that are no card
/// accounts themselves. Cautious: a missed mark leaves a plain transaction, a false one sends a member to the wrong card.
/// </summary>
internal static class CardMarks
{
    // Linear in any input, and without a clock that a busy machine could run out.
    private const RegexOptions Options =
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private const string CardWord =
        @"(pos|eftpos|((debit|bank|check|cash)[ -]?)?card|visa|mastercard|maestro|girocard|kartenzahlung|karte|carte)";

    private static readonly Regex Mark = new($@"\b{CardWord}\b", Options);

    // Paying the card's bill from a checking account is a transfer, and a gift card is goods.
    private static readonly Regex NoMark = new(
        @"\b(credit ?card|kreditkarte|gift ?card|greeting card|card ?member|auto ?pay|card (bill|autopay|services?)|visa (bill|autopay))\b", Options);

    // "CARD 1234", "Card no. 1234", "VISA ending in 1234", "VISA *1234": bare digits after a brand may be a date.
    private static readonly Regex Adjacent = new(
        @"\b(card|karte)( (no|nr)\.?)?[ :#]{1,3}[x*]{0,12}(?<last>[0-9]{4})\b"
        + $@"|\b{CardWord} (ending|endend|ends)( in| with| auf)? [x*]{{0,12}}(?<last>[0-9]{{4}})\b"
        + $@"|\b{CardWord} ?[x*]{{1,12}} ?(?<last>[0-9]{{4}})\b", Options);

    // "DEBIT CARD PURCHASE XX1234 SHOP": two masking characters cannot be a merchant's name.
    private static readonly Regex Masked = new($@"\b{CardWord}\b.*?[ (#:](x{{2,12}}|\*{{2,12}})[ -]?(?<last>[0-9]{{4}})\b", Options);

    public static bool IsIn(string name, string? memo) => IsIn(name) || (memo is not null && IsIn(memo));

    public static string? LastFour(string name, string? memo) => LastFour(name) ?? (memo is null ? null : LastFour(memo));

    private static bool IsIn(string text) => Mark.IsMatch(text) && !NoMark.IsMatch(text);

    private static string? LastFour(string text) =>
        Adjacent.Match(text) is { Success: true } adjacent ? adjacent.Groups["last"].Value
        : Masked.Match(text) is { Success: true } masked ? masked.Groups["last"].Value
        : null;
}
