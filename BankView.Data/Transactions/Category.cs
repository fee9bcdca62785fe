namespace BankView.Data.Transactions;

/// <summary>What money went to or came from, in the plain words people use. Stored by name.</summary>
public enum Category
{
    Other,
    Groceries,
    Dining,
    Transport,
    Fuel,
    Travel,
    Housing,
    Utilities,
    Health,
    Shopping,
    Entertainment,
    Education,
    Cash,
    Fees,
    Income,
    Transfer,
    Insurance,
    Charity,
    Taxes,
}
