using System.Collections.Frozen;

namespace BankView.Data.Statements.Ofx;

/// <summary>
/// The tags that matter here, in OFX's own spelling. An aggregate holds other tags and has a level: opening one closes all open ones
/// of its level and deeper, so a missing end tag does no harm and nesting is never deeper than the levels.
/// </summary>
internal static class OfxVocabulary
{
    /// <summary>Level of the statements, and of what stands beside them.</summary>
    public const int Statement = 3;

    /// <summary>Level of the transactions.</summary>
    public const int Transaction = 5;

    /// <summary>Level of the aggregates inside one transaction; some banks write them as plain elements.</summary>
    public const int InsideTransaction = 6;

    private static readonly string[][] NamesByLevel =
    [
        ["OFX"],
        ["SIGNONMSGSRSV1", "BANKMSGSRSV1", "CREDITCARDMSGSRSV1", "INVSTMTMSGSRSV1", "SIGNUPMSGSRSV1"],
        ["STMTTRNRS", "CCSTMTTRNRS", "INVSTMTTRNRS", "ACCTINFOTRNRS"],
        ["STMTRS", "CCSTMTRS", "INVSTMTRS", "SONRS", "ACCTINFO", "STMTENDRS", "CCSTMTENDRS"],
        [
            "STATUS", "FI", "BANKACCTFROM", "CCACCTFROM", "INVACCTFROM", "LEDGERBAL", "AVAILBAL",
            "BANKTRANLIST", "BANKTRANLISTP", "INVTRANLIST", "BALLIST", "INVBAL", "REWARDINFO",
        ],
        ["STMTTRN", "STMTTRNP", "BAL"],
        ["PAYEE", "EXTDPAYEE", "CURRENCY", "ORIGCURRENCY", "BANKACCTTO", "CCACCTTO", "IMAGEDATA"],
    ];

    private static readonly FrozenSet<string> Elements = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "CODE", "SEVERITY", "MESSAGE", "DTSERVER", "ORG", "CURDEF", "BANKID", "BRANCHID", "ACCTID", "ACCTTYPE", "DTEND", "BALAMT",
        "DTASOF", "TRNTYPE", "DTPOSTED", "DTUSER", "DTTRAN", "TRNAMT", "FITID", "SIC", "NAME", "MEMO", "CURSYM");

    private static readonly FrozenDictionary<string, (string Name, int Level)>.AlternateLookup<ReadOnlySpan<char>> AggregateOf =
        NamesByLevel.SelectMany((names, level) => names.Select(name => (name, level)))
            .ToFrozenDictionary(aggregate => aggregate.name, StringComparer.OrdinalIgnoreCase)
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
