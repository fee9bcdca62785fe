using System.Diagnostics.CodeAnalysis;
using BankView.Data.BankLinks.Connectors;
using BankView.Data.Institutions;

namespace BankView.Web.Admin.Institutions;

/// <summary>What an administrator posts about an institution: its own fields, and those that its connector asks for.</summary>
internal sealed class InstitutionForm
{
    private const int MostText = 100;
    private const int MostNote = 500;
    private const int MostSetting = 16_384;

    public string? Name { get; set; }

    public string? Website { get; set; }

    public string? Phone { get; set; }

    public string? Note { get; set; }

    // The framework hands null over where nothing of a dictionary was posted.

    /// <summary>By the name of the setting; blank for one that is not filled in.</summary>
    [AllowNull]
    public Dictionary<string, string?> Values { get; set => field = value ?? []; } = [];

    /// <summary>New secrets by the name of the setting; blank to leave what is set.</summary>
    [AllowNull]
    public Dictionary<string, string?> Secrets { get; set => field = value ?? []; } = [];

    /// <summary>True for secrets that go away.</summary>
    [AllowNull]
    public Dictionary<string, bool> Removed { get; set => field = value ?? []; } = [];

    /// <summary>What is stored, to begin with.</summary>
    public static InstitutionForm Of(Institution institution, IReadOnlyDictionary<string, string> values) => new()
    {
        Name = institution.Name,
        Website = institution.Website?.AbsoluteUri,
        Phone = institution.Phone,
        Note = institution.Note,
        Values = values.ToDictionary(value => value.Key, value => (string?)value.Value, StringComparer.Ordinal),
    };

    /// <summary>What is wrong, by the name of the field: a key of <see cref="InstitutionTexts"/>, and what stands in its sentence.</summary>
    public IReadOnlyDictionary<string, (string Key, object? Value)> Faults(
        IReadOnlyList<SettingField> fields, InstitutionState state, Func<SettingField, bool> isSet, Func<SettingField, Uri, bool> isAllowedHttp)
    {
        var faults = new Dictionary<string, (string, object?)>(StringComparer.Ordinal);
        Note(nameof(Name), Trimmed(Name) is not { Length: <= MostText }, "NameMissing", null);
        Note(nameof(Website), Trimmed(Website) is { } site && !IsWeb(site), "WebsiteBad", null);
        Note(nameof(Phone), Trimmed(Phone) is { Length: > MostText }, "TooLong", MostText);
        Note(nameof(this.Note), Trimmed(this.Note) is { Length: > MostNote }, "TooLong", MostNote);
        foreach (var field in fields)
        {
            var value = Trimmed((field.IsSecret ? Secrets : Values).GetValueOrDefault(field.Name));
            Note(field.Name, value is { Length: > MostSetting }, "TooLong", MostSetting);
            Note(field.Name, field.Form is SettingForm.Address && value is not null && !IsAddress(field, value), "AddressBad", null);
            var goes = value is null && (!field.IsSecret || Removed.GetValueOrDefault(field.Name) || !isSet(field));
            Note(field.Name, state is InstitutionState.Offered && field.IsRequired && goes, "Required", null);
        }

        return faults;

        void Note(string name, bool isWrong, string key, object? value)
        {
            if (isWrong)
            {
                faults.TryAdd(name, (key, value));
            }
        }

        bool IsAddress(SettingField field, string value) => Uri.TryCreate(value, UriKind.Absolute, out var address)
            && address.Scheme switch { "https" => true, "http" => isAllowedHttp(field, address), _ => false };
    }

    /// <summary>The institution with what was posted about it.</summary>
    public Institution Apply(Institution institution) => institution with
    {
        Name = Trimmed(Name)!,
        Website = Trimmed(Website) is { } site ? new Uri(site) : null,
        Phone = Trimmed(Phone),
        Note = Trimmed(Note),
    };

    /// <summary>Settings that are no secrets. Those that no field asks for (the connector is not installed) stay as they were.</summary>
    public IReadOnlyDictionary<string, string> ReadValues(IReadOnlyList<SettingField> fields, IReadOnlyDictionary<string, string> before)
    {
        var values = new Dictionary<string, string>(before, StringComparer.Ordinal);
        foreach (var field in fields.Where(field => !field.IsSecret))
        {
            values.Remove(field.Name);
            if (Trimmed(Values.GetValueOrDefault(field.Name)) is { } value)
            {
                values[field.Name] = value;
            }
        }

        return values;
    }

    /// <summary>Secrets that change: the new text, or none for one that goes.</summary>
    public IReadOnlyDictionary<string, string> ReadSecrets(IReadOnlyList<SettingField> fields) => fields
        .Where(field => field.IsSecret)
        .Select(field => (field.Name, Value: Trimmed(Secrets.GetValueOrDefault(field.Name)), IsRemoved: Removed.GetValueOrDefault(field.Name)))
        .Where(secret => secret.Value is not null || secret.IsRemoved)
        .ToDictionary(secret => secret.Name, secret => secret.Value ?? "", StringComparer.Ordinal);

    private static bool IsWeb(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var site) && site is { Scheme: "https" or "http" };

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
