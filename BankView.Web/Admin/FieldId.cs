namespace BankView.Web.Admin;

/// <summary>The id of a field, from the name it is posted by: "Form.Values[ClientId]" is "field-form-values-clientid".</summary>
internal static class FieldId
{
    public static string Of(string name) =>
        "field-" + string.Join('-', name.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();
}
