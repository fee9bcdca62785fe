namespace BankView.Web.Accounts;

/// <summary>Names the texts about accounts: AccountTexts.resx and its translations.</summary>
public sealed class AccountTexts;
