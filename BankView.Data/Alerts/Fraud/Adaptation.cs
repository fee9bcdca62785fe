using BankView.Data.Sealing;

namespace BankView.Data.Alerts.Fraud;

/// <summary>
/// What one member's answers change in the model, for this member alone. It is computed from the list of answers, in any order, so that
/// an answer is undone by leaving it out.
/// </summary>
public sealed class Adaptation
{
    // "It was me" takes a quarter off what its signals count for, and no signal falls below a quarter or rises above a fifth more.
    private const double Step = 0.75;
    private const double Least = 0.25;
    private const double Most = 1.2;

    /// <summary>What a merchant that the member vouched for counts for, in log-odds.</summary>
    private const double VouchedFor = -2;

    private readonly double[] _factors = new double[Findings.SignalCount];
    private readonly HashSet<Tag> _vouchedFor = [];
    private readonly HashSet<Tag> _knownToBeReported = [];

    private Adaptation() => Array.Fill(_factors, 1);

    /// <summary>Of a member without answers: the model as shipped.</summary>
    public static Adaptation None { get; } = new();

    /// <summary>An answer "it wasn't me" outweighs two that it was, and a merchant of such a payment is not vouched for.</summary>
    public static Adaptation From(IEnumerable<AlertAnswer> answers)
    {
        var adaptation = new Adaptation();
        var doubts = new int[Findings.SignalCount];
        var refused = new HashSet<Tag>();
        foreach (var answer in answers)
        {
            (answer.WasMe ? adaptation._vouchedFor : refused).Add(answer.Merchant);
            if (answer.WasMe && answer.Carriers.Any(signal => signal.Theme() is Signal.MerchantReports))
            {
                adaptation._knownToBeReported.Add(answer.Merchant);
            }

            foreach (var signal in answer.Carriers.Where(signal => (int)signal < doubts.Length).Distinct())
            {
                doubts[(int)signal] += answer.WasMe ? 1 : -2;
            }
        }

        adaptation._vouchedFor.ExceptWith(refused);
        adaptation._knownToBeReported.ExceptWith(refused);
        foreach (var signal in Enum.GetValues<Signal>())
        {
            adaptation._factors[(int)signal] = signal.IsHard()
                ? Math.Max(1, Factor(doubts[(int)signal]))
                : Factor(doubts[(int)signal]);
        }

        return adaptation;
    }

    /// <summary>How much of a signal's contribution counts when it speaks for fraud.</summary>
    public double FactorOf(Signal signal) => _factors[(int)signal];

    /// <summary>
    /// The same for a payment at this merchant: who was told of the reports there, and said that it was them, goes on paying there and is
    /// not told of them at every coffee.
    /// </summary>
    internal double FactorOf(Signal signal, Tag merchant) =>
        signal.Theme() is Signal.MerchantReports && _knownToBeReported.Contains(merchant) ? 0 : FactorOf(signal);

    /// <summary>What is known of a merchant by answers alone, in log-odds.</summary>
    internal double ContributionOf(Tag merchant) => _vouchedFor.Contains(merchant) ? VouchedFor : 0;

    private static double Factor(int doubts) => Math.Clamp(Math.Pow(Step, doubts), Least, Most);
}
