namespace BankView.Data.Egress;

/// <summary>How long an answer may take, and how large it may be once it is unpacked.</summary>
public sealed record EgressLimits
{
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(20);

    public int Bytes { get; init; } = 10 * 1024 * 1024;
}
