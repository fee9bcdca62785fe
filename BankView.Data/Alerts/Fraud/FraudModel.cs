namespace BankView.Data.Alerts.Fraud;

/// <summary>
/// The learned model: each signal's value has a contribution of its own, and they add up to the log-odds of fraud. So every score can be
/// taken apart again into what speaks for it.
/// </summary>
public sealed class FraudModel
{
    /// <summary>A card with fewer known payments has no habits yet: only what somebody knows may raise an alert on it.</summary>
    public const int LeastKnownPayments = 20;

    private const int MostCarriers = 3;

    /// <summary>Less than that is no reason to name.</summary>
    private const double LeastReason = 0.25;

    private static readonly Lazy<FraudModel> ShippedModel = new(FraudModelFile.ReadShipped);

    /// <summary>With the weights that are built in (<c>Lists/fraud-model.csv</c>).</summary>
    public static FraudModel Shipped => ShippedModel.Value;

    internal FraudModel(double logOddsOfAll, double alertFrom, SignalTable[] tables)
    {
        Base = logOddsOfAll;
        AlertFrom = alertFrom;
        Tables = tables;
    }

    /// <summary>The log-odds before anything is known of a payment.</summary>
    internal double Base { get; }

    /// <summary>From these log-odds on the member is asked.</summary>
    internal double AlertFrom { get; }

    /// <summary>By signal.</summary>
    internal SignalTable[] Tables { get; }

    /// <summary>The log-odds of fraud alone, for who needs no reasons.</summary>
    public double LogOdds(Findings findings, Adaptation? adaptation = null)
    {
        var sum = Base + (adaptation?.ContributionOf(findings.Merchant) ?? 0);
        foreach (var finding in findings.All)
        {
            sum += Contribution(finding, adaptation);
        }

        return sum;
    }

    /// <summary>The score, with its reasons and whether it is worth asking the member.</summary>
    /// <param name="adaptation">What the member's own answers change.</param>
    public FraudScore Score(Findings findings, Adaptation? adaptation = null)
    {
        var logOdds = LogOdds(findings, adaptation);
        var carriers = CarriersOf(findings, adaptation);
        return new FraudScore
        {
            LogOdds = logOdds,
            Carriers = carriers,
            IsAlert = findings[Signal.BankNotice].IsBankNotice()
                || (logOdds >= AlertFrom
                    && carriers.Any(finding => finding.Signal.MayAlertAlone())
                    && (findings.KnownPayments >= LeastKnownPayments || carriers.Any(finding => finding.Signal.IsHard()))),
        };
    }

    private List<Finding> CarriersOf(Findings findings, Adaptation? adaptation)
    {
        var reasons = new List<(double Contribution, Finding Finding)>(MostCarriers);
        foreach (var finding in findings.All)
        {
            var contribution = Contribution(finding, adaptation);
            if (finding.IsBankNotice() || (finding.IsTelling() && contribution >= LeastReason))
            {
                reasons.Add((contribution, finding));
            }
        }

        // What somebody knows comes before what is merely unusual.
        return [.. reasons.OrderByDescending(reason => reason.Finding.IsBankNotice()).ThenByDescending(reason => reason.Finding.Signal.IsHard())
            .ThenByDescending(reason => reason.Contribution).ThenBy(reason => reason.Finding.Signal)
            .DistinctBy(reason => reason.Finding.Signal.Theme()).Take(MostCarriers).Select(reason => reason.Finding)];
    }

    private double Contribution(in Finding finding, Adaptation? adaptation)
    {
        var contribution = Tables[(int)finding.Signal].Of(finding.Value);
        return contribution > 0 && adaptation is not null ? contribution * adaptation.FactorOf(finding.Signal) : contribution;
    }
}
