namespace BankView.Web.Transactions;

/// <summary>Names the texts of transactions and activity: TransactionTexts.resx and its translations.</summary>
public sealed class TransactionTexts;
