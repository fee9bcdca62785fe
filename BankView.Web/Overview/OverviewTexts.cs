namespace BankView.Web.Overview;

/// <summary>Names the texts of the overview: OverviewTexts.resx and its translations.</summary>
public sealed class OverviewTexts;
