using Microsoft.Extensions.Localization;

namespace BankView.Web.Admin.Institutions;

/// <summary>A setting's name in words; a connector that came later is shown by the names in its code.</summary>
internal static class FieldName
{
    public static string Of(string setting, IStringLocalizer<InstitutionTexts> texts) =>
        texts[$"Field_{setting}"] is { ResourceNotFound: false } words ? words.Value : setting;
}
