using BankView.Data.Alerts.Fraud;

namespace BankView.Bench.Fraud;

/// <summary>
/// Learns the contributions of a <see cref="FraudModel"/>: round by round the one step of one signal that explains most of what is left
/// (gradient boosting of the logistic loss with trees of one split). Steps of the same signal add up to its table. Deterministic.
/// </summary>
internal sealed class BoostedStumps
{
    private const int Rounds = 300;
    private const double Rate = 0.1;

    /// <summary>Added to the weight of each side of a step, so that a few examples do not say much.</summary>
    private const double Caution = 20;

    private readonly FraudExamples _examples;
    private readonly SignalBins[] _bins;
    private readonly double[][] _contributions;
    private readonly double[] _logOdds;
    private readonly double[] _gradients;
    private readonly double[] _weights;

    private BoostedStumps(FraudExamples examples)
    {
        _examples = examples;
        _bins = [.. examples.Values.Select(SignalBins.Of)];
        _contributions = [.. _bins.Select(bins => new double[bins.From.Length + 1])];
        _logOdds = [.. examples.Starts];
        _gradients = new double[examples.Count];
        _weights = new double[examples.Count];
    }

    /// <summary>A model for scores, which raises no alert; it starts where its first source starts.</summary>
    public static FraudModel Train(FraudExamples examples)
    {
        var stumps = new BoostedStumps(examples);
        for (var round = 0; round < Rounds && stumps.AddStep(); round++)
        {
        }

        return new FraudModel(examples.Starts[0], alertFrom: double.PositiveInfinity, [.. stumps._bins.Select((bins, signal) => new SignalTable
        {
            From = bins.From,
            Contributions = stumps._contributions[signal][..bins.From.Length],
            Absent = stumps._contributions[signal][bins.Absent],
        })]);
    }

    private bool AddStep()
    {
        for (var i = 0; i < _logOdds.Length; i++)
        {
            var chance = 1 / (1 + Math.Exp(-_logOdds[i]));
            _gradients[i] = _examples.Weights[i] * ((_examples.AreFraud[i] ? 1 : 0) - chance);
            _weights[i] = _examples.Weights[i] * chance * (1 - chance);
        }

        var best = new Step(Signal: -1, From: 0, AbsentAbove: false, Below: 0, Above: 0, Gain: 1e-6);
        for (var signal = 0; signal < _bins.Length; signal++)
        {
            best = BestStep(signal, best);
        }

        if (best.Signal < 0)
        {
            return false;
        }

        Apply(best);
        return true;
    }

    private Step BestStep(int signal, Step best)
    {
        var bins = _bins[signal];
        Span<double> gradients = stackalloc double[byte.MaxValue + 1];
        Span<double> weights = stackalloc double[byte.MaxValue + 1];
        for (var i = 0; i < _gradients.Length; i++)
        {
            gradients[bins.BinOf[i]] += _gradients[i];
            weights[bins.BinOf[i]] += _weights[i];
        }

        double gradient = 0, weight = 0;
        for (var bin = 0; bin <= bins.Absent; bin++)
        {
            gradient += gradients[bin];
            weight += weights[bin];
        }

        var (absentGradient, absentWeight) = (gradients[bins.Absent], weights[bins.Absent]);
        double belowGradient = 0, belowWeight = 0;
        // From bin 0 the step is between what is known and what is absent.
        for (var from = 0; from < bins.From.Length; from++)
        {
            for (var absentAbove = 0; absentAbove <= (from == 0 ? 0 : 1); absentAbove++)
            {
                var below = (Gradient: belowGradient + (1 - absentAbove) * absentGradient, Weight: belowWeight + (1 - absentAbove) * absentWeight);
                var above = (Gradient: gradient - below.Gradient, Weight: weight - below.Weight);
                var gain = Gain(below.Gradient, below.Weight) + Gain(above.Gradient, above.Weight) - Gain(gradient, weight);
                var step = new Step(signal, from, absentAbove == 1, below.Gradient / (below.Weight + Caution), above.Gradient / (above.Weight + Caution), gain);
                if (gain > best.Gain && (from == 0 || IsPlausible((Signal)signal, step.Above - step.Below)))
                {
                    best = step;
                }
            }

            belowGradient += gradients[from];
            belowWeight += weights[from];
        }

        return best;
    }

    private void Apply(Step step)
    {
        var contributions = _contributions[step.Signal];
        var absent = _bins[step.Signal].Absent;
        for (var bin = 0; bin <= absent; bin++)
        {
            contributions[bin] += Rate * ((bin == absent ? step.AbsentAbove : bin >= step.From) ? step.Above : step.Below);
        }

        var binOf = _bins[step.Signal].BinOf;
        for (var i = 0; i < _logOdds.Length; i++)
        {
            _logOdds[i] += Rate * ((binOf[i] == absent ? step.AbsentAbove : binOf[i] >= step.From) ? step.Above : step.Below);
        }
    }

    /// <summary>
    /// Most signals are made so that more of them is more suspicious, or less; the other way round is chance, and could not be told to
    /// anybody. Reports age both ways: a run of frauds goes on, and ends.
    /// </summary>
    private static bool IsPlausible(Signal signal, double rise) => signal switch
    {
        Signal.MerchantReportAge or Signal.SinceMerchantFine => true,
        Signal.FirstAtMerchant or Signal.SameAgain => rise <= 0,
        _ => rise >= 0,
    };

    private static double Gain(double gradient, double weight) => gradient * gradient / (weight + Caution);

    private readonly record struct Step(int Signal, int From, bool AbsentAbove, double Below, double Above, double Gain);
}
