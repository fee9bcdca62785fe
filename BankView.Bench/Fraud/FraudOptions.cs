using System.Globalization;

namespace BankView.Bench.Fraud;

/// <summary>What <c>fraud</c> is asked for; days are whole and included, in UTC.</summary>
internal sealed record FraudOptions
{
    public required string Data { get; init; }

    public required DateOnly TrainFrom { get; init; }

    public required DateOnly TrainTo { get; init; }

    public required DateOnly TestFrom { get; init; }

    public required DateOnly TestTo { get; init; }

    /// <summary>Where the scores go, if anywhere.</summary>
    public string? Scores { get; init; }

    /// <summary>Null when something is missing, doubled, unknown or no day, or the days are not in order.</summary>
    public static FraudOptions? Parse(IReadOnlyList<string> arguments)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i + 1 < arguments.Count; i += 2)
        {
            if (!given.TryAdd(arguments[i], arguments[i + 1]))
            {
                return null;
            }
        }

        if (arguments.Count % 2 != 0 || given.Keys.Except(["--data", "--train-from", "--train-to", "--test-from", "--test-to", "--scores"], StringComparer.Ordinal).Any()
            || !given.TryGetValue("--data", out var data)
            || Day("--train-from") is not { } trainFrom || Day("--train-to") is not { } trainTo
            || Day("--test-from") is not { } testFrom || Day("--test-to") is not { } testTo
            || trainFrom > trainTo || trainTo >= testFrom || testFrom > testTo)
        {
            return null;
        }

        return new FraudOptions
        {
            Data = data,
            TrainFrom = trainFrom,
            TrainTo = trainTo,
            TestFrom = testFrom,
            TestTo = testTo,
            Scores = given.GetValueOrDefault("--scores"),
        };

        DateOnly? Day(string name) => given.TryGetValue(name, out var text)
            && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }
}
