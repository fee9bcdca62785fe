namespace BankView.Web.Settings;

/// <summary>Names the texts of this folder for <c>IStringLocalizer</c>.</summary>
public sealed class SettingsTexts;
