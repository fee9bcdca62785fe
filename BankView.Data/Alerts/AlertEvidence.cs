using System.Globalization;
using BankView.Data.Alerts.Fraud;

namespace BankView.Data.Alerts;

/// <summary>One signal that carried an alert, with the figures that say why; which of them it has is said at <see cref="Fraud.Signal"/>.</summary>
public sealed record AlertEvidence
{
    public required Signal Signal { get; init; }

    /// <summary>How many times the usual.</summary>
    public required double Ratio { get; init; }

    /// <summary>In minor units of the payment's currency.</summary>
    public required long UsualMinor { get; init; }

    public required int Count { get; init; }

    public required int Of { get; init; }

    public required TimeSpan Within { get; init; }

    internal static AlertEvidence From(in Finding finding) => new()
    {
        Signal = finding.Signal,
        Ratio = finding.Ratio,
        UsualMinor = finding.UsualMinor,
        Count = finding.Count,
        Of = finding.Of,
        Within = finding.Within,
    };

    /// <summary>One line, invariant: what <see cref="Parse"/> reads back.</summary>
    internal string ToText() => string.Create(CultureInfo.InvariantCulture, $"{Signal} {Ratio:R} {UsualMinor} {Count} {Of} {(long)Within.TotalSeconds}");

    /// <summary>Null for a signal that this version does not know any more.</summary>
    internal static AlertEvidence? Parse(string line)
    {
        var words = line.Split(' ');
        return !Enum.TryParse<Signal>(words[0], out var signal) ? null : new AlertEvidence
        {
            Signal = signal,
            Ratio = double.Parse(words[1], CultureInfo.InvariantCulture),
            UsualMinor = long.Parse(words[2], CultureInfo.InvariantCulture),
            Count = int.Parse(words[3], CultureInfo.InvariantCulture),
            Of = int.Parse(words[4], CultureInfo.InvariantCulture),
            Within = TimeSpan.FromSeconds(long.Parse(words[5], CultureInfo.InvariantCulture)),
        };
    }
}
