using System.Text;

namespace BankView.Web.Channels.Messenger;

/// <summary>What a member may ask in the chat.</summary>
public enum MessengerQuestion
{
    /// <summary>Something that is no question known here.</summary>
    None,
    Balance,
    Recent,
    Alerts,
    Stop,
    Help,

    /// <summary>An answer to "Was this you?", which belongs in BankView.</summary>
    WasMeOrNot,
}

/// <summary>Reads what a person wrote, in English or German; forgiving about case, diacritics and signs.</summary>
public static class MessengerQuestions
{
    private const string English = "en";
    private const string German = "de";

    // A word that both languages have tells nothing of the language.
    private static readonly Dictionary<string, (MessengerQuestion, string?)> Words = new(StringComparer.Ordinal)
    {
        ["balance"] = (MessengerQuestion.Balance, English),
        ["balances"] = (MessengerQuestion.Balance, English),
        ["kontostand"] = (MessengerQuestion.Balance, German),
        ["kontostande"] = (MessengerQuestion.Balance, German),
        ["kontostaende"] = (MessengerQuestion.Balance, German),
        ["saldo"] = (MessengerQuestion.Balance, German),
        ["recent"] = (MessengerQuestion.Recent, English),
        ["zuletzt"] = (MessengerQuestion.Recent, German),
        ["alerts"] = (MessengerQuestion.Alerts, English),
        ["alert"] = (MessengerQuestion.Alerts, English),
        ["warnungen"] = (MessengerQuestion.Alerts, German),
        ["warnung"] = (MessengerQuestion.Alerts, German),
        ["help"] = (MessengerQuestion.Help, English),
        ["hilfe"] = (MessengerQuestion.Help, German),
    };

    // These count only as the whole message: "don't stop" and "yes, the balance" mean something else.
    private static readonly Dictionary<string, (MessengerQuestion, string?)> Whole = new(StringComparer.Ordinal)
    {
        ["stop"] = (MessengerQuestion.Stop, null),
        ["stopp"] = (MessengerQuestion.Stop, German),
        ["yes"] = (MessengerQuestion.WasMeOrNot, English),
        ["no"] = (MessengerQuestion.WasMeOrNot, English),
        ["it was me"] = (MessengerQuestion.WasMeOrNot, English),
        ["it wasnt me"] = (MessengerQuestion.WasMeOrNot, English),
        ["it was not me"] = (MessengerQuestion.WasMeOrNot, English),
        ["ja"] = (MessengerQuestion.WasMeOrNot, German),
        ["nein"] = (MessengerQuestion.WasMeOrNot, German),
        ["das war ich"] = (MessengerQuestion.WasMeOrNot, German),
        ["das war ich nicht"] = (MessengerQuestion.WasMeOrNot, German),
        ["ich war es"] = (MessengerQuestion.WasMeOrNot, German),
        ["ich war es nicht"] = (MessengerQuestion.WasMeOrNot, German),
    };

    /// <summary>The question, and the language that its word is of; null where it tells none.</summary>
    public static (MessengerQuestion Question, string? Language) Read(string text)
    {
        var plain = Plain(text);
        return Whole.TryGetValue(plain, out var whole) ? whole
            : Words.TryGetValue(plain.Split(' ')[0], out var word) ? word
            : (MessengerQuestion.None, null);
    }

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text.ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(letter))
            {
                plain.Append(letter);
            }
            else if (char.IsWhiteSpace(letter) && plain is { Length: > 0 } && plain[^1] != ' ')
            {
                plain.Append(' ');
            }
        }

        return plain.ToString().TrimEnd();
    }
}
