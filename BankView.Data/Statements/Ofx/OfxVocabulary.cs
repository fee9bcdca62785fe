using System.Collections.Frozen;

namespace BankView.Data.Statements.Ofx;

/// <summary>
/// The tags that matter here, in OFX's own spelling. An aggregate holds other tags and has a level: opening one closes all open ones
/// of its level and deeper, so a missing end tag does no harm and nesting is never deeper than the levels.
/// </summary>
internal static class OfxVocabulary
{
    /// <summary>Level of the aggregates inside one transaction; some banks write them as plain elements.</summary>
    public const int InsideTransaction = 6;

    private static readonly Dictionary<string, int> Levels = new(StringComparer.Ordinal)
    {
        ["OFX"] = 0,
        ["SIGNONMSGSRSV1"] = 1, ["BANKMSGSRSV1"] = 1, ["CREDITCARDMSGSRSV1"] = 1, ["INVSTMTMSGSRSV1"] = 1, ["SIGNUPMSGSRSV1"] = 1,
        ["STMTTRNRS"] = 2, ["CCSTMTTRNRS"] = 2, ["INVSTMTTRNRS"] = 2, ["ACCTINFOTRNRS"] = 2,
        ["SONRS"] = 3, ["STMTRS"] = 3, ["CCSTMTRS"] = 3, ["INVSTMTRS"] = 3, ["ACCTINFO"] = 3, ["STMTENDRS"] = 3, ["CCSTMTENDRS"] = 3,
        ["STATUS"] = 4, ["FI"] = 4, ["BANKACCTFROM"] = 4, ["CCACCTFROM"] = 4, ["INVACCTFROM"] = 4, ["LEDGERBAL"] = 4, ["AVAILBAL"] = 4,
        ["BANKTRANLIST"] = 4, ["BANKTRANLISTP"] = 4, ["INVTRANLIST"] = 4, ["BALLIST"] = 4, ["INVBAL"] = 4, ["REWARDINFO"] = 4,
        ["STMTTRN"] = 5, ["STMTTRNP"] = 5, ["BAL"] = 5,
        ["PAYEE"] = InsideTransaction, ["EXTDPAYEE"] = InsideTransaction, ["CURRENCY"] = InsideTransaction,
        ["ORIGCURRENCY"] = InsideTransaction, ["BANKACCTTO"] = InsideTransaction, ["CCACCTTO"] = InsideTransaction,
        ["IMAGEDATA"] = InsideTransaction,
    };

    private static readonly FrozenSet<string> Elements = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "CODE", "SEVERITY", "MESSAGE", "DTSERVER", "ORG", "CURDEF", "BANKID", "BRANCHID", "ACCTID", "ACCTTYPE", "DTEND", "BALAMT", "DTASOF",
        "TRNTYPE", "DTPOSTED", "DTUSER", "DTTRAN", "TRNAMT", "FITID", "SIC", "NAME", "MEMO", "CURSYM");

    private static readonly FrozenDictionary<string, (string Name, int Level)>.AlternateLookup<ReadOnlySpan<char>> AggregateOf =
        Levels.ToFrozenDictionary(pair => pair.Key, pair => (pair.Key, pair.Value), StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ElementOf =
        Elements.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool IsAggregate(ReadOnlySpan<char> tag, out string name, out int level)
    {
        var isKnown = AggregateOf.TryGetValue(tag, out var aggregate);
        (name, level) = aggregate;
        return isKnown;
    }

    public static bool IsElement(ReadOnlySpan<char> tag, out string name) => ElementOf.TryGetValue(tag, out name!);
}
