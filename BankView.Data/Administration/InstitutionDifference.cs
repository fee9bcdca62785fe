using BankView.Data.Institutions;

namespace BankView.Data.Administration;

/// <summary>What an administrator changed about an institution: names for the audit trail, never values.</summary>
internal static class InstitutionDifference
{
    public static IEnumerable<string> Names(Institution before, Institution after, InstitutionConfiguration configuration,
        IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, string> secrets)
    {
        (string Name, object? Before, object? After)[] parts =
        [
            (nameof(Institution.Name), before.Name, after.Name), (nameof(Institution.Note), before.Note, after.Note),
            (nameof(Institution.Website), before.Website, after.Website), (nameof(Institution.Phone), before.Phone, after.Phone),
        ];
        var settings = configuration.Values.Keys.Union(values.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Where(name => !string.Equals(configuration.Values.GetValueOrDefault(name), values.GetValueOrDefault(name), StringComparison.Ordinal));
        // Removing a secret that is not there changes nothing.
        var sealedOnes = secrets.Where(secret => secret.Value.Length > 0 || configuration.SecretsSetAt.ContainsKey(secret.Key))
            .Select(secret => secret.Key).Order(StringComparer.Ordinal);
        return [.. parts.Where(part => !Equals(part.Before, part.After)).Select(part => part.Name), .. settings, .. sealedOnes];
    }
}
