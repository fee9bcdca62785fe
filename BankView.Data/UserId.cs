namespace BankView.Data;

/// <summary>
/// Whose data a store method may touch. Every method that reads or writes a member's data takes it first, so that forgetting it
/// does not compile and mixing it up with another id does not either.
/// </summary>
public readonly record struct UserId(Guid Value)
{
    public static UserId New() => new(Guid.CreateVersion7());

    /// <summary>Reads the form that <see cref="ToString"/> writes; false for anything else.</summary>
    public static bool TryParse(string? text, out UserId id)
    {
        var parsed = Guid.TryParseExact(text, "D", out var value);
        id = new UserId(value);
        return parsed;
    }

    public override string ToString() => Value.ToString("D");
}
