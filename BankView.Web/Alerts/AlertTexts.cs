namespace BankView.Web.Alerts;

/// <summary>Names the texts of alerts: AlertTexts.resx and its translations.</summary>
public sealed class AlertTexts;
