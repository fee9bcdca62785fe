namespace BankView.Data.Administration;

/// <summary>An institution's configuration as an administrator may see it: which secrets there are, and never what they say.</summary>
/// <param name="Values">By the name of the setting.</param>
/// <param name="SecretsSetAt">When each secret that is set was set (UTC), by the name of the setting.</param>
public sealed record InstitutionConfiguration(
    IReadOnlyDictionary<string, string> Values, IReadOnlyDictionary<string, DateTimeOffset> SecretsSetAt)
{
    public bool Has(string setting) => Values.ContainsKey(setting) || SecretsSetAt.ContainsKey(setting);
}
