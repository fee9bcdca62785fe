using System.Globalization;
using System.Text;

namespace BankView.Data.Statements.Csv;

/// <summary>
/// The words that banks put above their columns, in English, German, Dutch, French and Czech, the most telling first. They are
/// written as <see cref="Normalise"/> leaves them: lower case, without accents, one blank between words.
/// </summary>
internal static class HeaderWords
{
    public static readonly string[] Date =
    [
        "transaction date", "trans date", "execution date", "date of transaction", "datum verrichting", "transactiedatum", "belegdatum",
        "umsatzdatum", "kaufdatum", "datum transakce", "datum provedeni", "date operation", "date d operation", "date de l operation",
        "created", "started date", "completed date", "date", "datum", "buchungstag", "buchungsdatum", "booking date", "posting date",
        "posted date", "post date", "boekdatum", "date comptable", "datum zauctovani", "valuta", "wertstellung", "value date", "timestamp",
    ];

    public static readonly string[] Booked =
    [
        "posting date", "posted date", "post date", "booking date", "settlement date", "buchungstag", "buchungsdatum", "boekdatum",
        "datum verrekening", "date comptable", "date de comptabilisation", "datum zauctovani", "settled", "clearing date",
    ];

    public static readonly string[] Year = ["year", "jahr", "jaar", "annee", "rok"];
    public static readonly string[] Month = ["month", "monat", "maand", "mois", "mesic"];
    public static readonly string[] Day = ["day", "tag", "dag", "jour", "den"];
    public static readonly string[] Time = ["time", "uhrzeit", "tijd", "heure", "cas"];

    public static readonly string[] Amount =
    [
        "amount", "transaction amount", "buchungsbetrag", "betrag", "umsatz", "bedrag", "montant", "castka", "objem",
    ];

    public static readonly string[] MoneyIn =
    [
        "money in", "paid in", "credit amount", "credit", "credits", "deposits", "deposit", "haben", "gutschrift", "einnahmen", "eingang",
        "bij", "bijschrijving", "prijem", "prijmy", "kredit", "entree",
    ];

    public static readonly string[] MoneyOut =
    [
        "money out", "paid out", "debit amount", "debit", "debits", "withdrawals", "withdrawal", "soll", "lastschrift", "ausgaben",
        "ausgang", "af", "debet", "afschrijving", "vydaj", "vydaje", "sortie", "depenses",
    ];

    public static readonly string[] Direction =
    [
        "direction", "credit debit indicator", "debit credit", "credit debit", "af bij", "bij af", "soll haben", "s h", "d c", "c d",
        "dr cr", "cr dr", "sens", "transaction type", "type", "typ", "typ transakce", "code",
    ];

    public static readonly string[] Name =
    [
        "payee", "merchant name", "merchant", "counterparty name", "counterparty", "counteraccount name", "naam tegenpartij", "handelaar",
        "beguenstigter zahlungspflichtiger", "begunstigter zahlungspflichtiger", "name zahlungsbeteiligter", "auftraggeber empfanger",
        "zahlungsempfanger", "empfanger", "beneficiaire", "nazev protiuctu", "nazev protistrany", "protistrana", "obchodnik",
        "transaktionsbeschreibung", "naam omschrijving", "naam", "name", "nom",
    ];

    public static readonly string[] Description =
    [
        "description", "transaction description", "memo", "details", "narrative", "notes", "message for payee", "message for me",
        "buchungstext", "verwendungszweck", "transaktionsbeschreibung zusatz", "omschrijving", "omschrijving 1", "omschrijving 2",
        "omschrijving 3", "mededelingen", "toelichting", "libelle", "communication", "popis", "zprava pro prijemce", "zprava", "poznamka",
        "operation", "k symbol", "merchant city", "merchant state",
    ];

    public static readonly string[] Account =
    [
        "iban auftraggeberkonto", "account number", "account no", "account id", "account iban", "iban bban", "account", "iban",
        "rekeningnummer", "rekening", "kontonummer", "auftraggeberkonto", "konto", "numero de compte", "compte", "cislo uctu", "ucet",
    ];

    public static readonly string[] Card =
    [
        "card number", "card no", "card", "kredietkaart", "kaartnummer", "kartennummer", "kreditkarte", "karte", "umsatz getatigt von",
        "numero de carte", "carte", "cislo karty", "karta",
    ];

    public static readonly string[] Currency =
        ["currency", "currency code", "buchungswahrung", "wahrung", "muntsoort", "munt", "valuta", "devise", "mena", "ccy"];

    public static readonly string[] BankId =
    [
        "transaction id", "trans id", "fitid", "id", "transaction reference number", "volgnr", "buchungsreferenz", "reference number",
        "id transakce", "id operace", "cislo transakce",
    ];

    public static readonly string[] Balance =
    [
        "running balance", "running bal", "balance after", "account balance", "balance", "saldo na trn", "saldo na mutatie",
        "saldo nach buchung", "saldo", "kontostand", "solde", "zustatek po transakci", "zustatek",
    ];

    public static readonly string[] MerchantCategoryCode = ["mcc", "merchant category code"];
    public static readonly string[] Category = ["category", "kategorie", "categorie", "rubriek"];
    public static readonly string[] Declined = ["errors", "error", "decline reason", "declined", "reason for non execution"];

    /// <summary>All of the words, for telling a header from other rows.</summary>
    public static readonly IReadOnlySet<string> All = ((string[][])
    [
        Date, Booked, Year, Month, Day, Time, Amount, MoneyIn, MoneyOut, Direction, Name, Description, Account, Card, Currency, BankId,
        Balance, MerchantCategoryCode, Category, Declined,
    ]).SelectMany(words => words).ToHashSet(StringComparer.Ordinal);

    /// <summary>"Währung " and "WÄHRUNG" are the same word: lower case, no accents, one blank for anything but letters and digits.</summary>
    public static string Normalise(string cell)
    {
        var normal = new StringBuilder(cell.Length);
        // Half of a surrogate pair cannot be normalised, and no header needs either half.
        var plain = cell.Any(char.IsSurrogate) ? string.Concat(cell.Where(c => !char.IsSurrogate(c))) : cell;
        foreach (var c in plain.Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(c))
            {
                normal.Append(char.ToLowerInvariant(c));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && normal.Length > 0 && normal[^1] != ' ')
            {
                normal.Append(' ');
            }
        }

        return normal.ToString().TrimEnd();
    }
}
