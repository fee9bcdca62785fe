using BankView.Data.Sealing;

namespace BankView.Data.Alerts.Fraud;

/// <summary>All signals of one payment against the history of its card.</summary>
public sealed class Findings
{
    /// <summary>How many signals there are.</summary>
    public static readonly int SignalCount = Enum.GetValues<Signal>().Length;

    private readonly Finding[] _all = new Finding[SignalCount];

    internal Findings(Tag merchant, int known)
    {
        Merchant = merchant;
        KnownPayments = known;
        for (var i = 0; i < _all.Length; i++)
        {
            _all[i] = Finding.Unknown((Signal)i);
        }
    }

    public Tag Merchant { get; }

    /// <summary>How many earlier payments of the card were known.</summary>
    public int KnownPayments { get; }

    public Finding this[Signal signal] => _all[(int)signal];

    internal ReadOnlySpan<Finding> All => _all;

    internal void Set(in Finding finding) => _all[(int)finding.Signal] = finding;
}
