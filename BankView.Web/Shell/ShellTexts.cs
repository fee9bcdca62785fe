namespace BankView.Web.Shell;

/// <summary>Names the texts of the shell: ShellTexts.resx and its translations.</summary>
public sealed class ShellTexts;
