using BankView.Data;
namespace BankView.Web.SandboxBank.Customers;

/// <summary>A made-up customer. Passwords are no secret: the sign-in page shows them.</summary>
public sealed record Customer
{
    private Customer(string id, string name, string password, long salary, long rent)
    {
        (Id, Name, Password) = (id, name, password);
        (Salary, Rent) = (new Money(salary, Currency.Parse("USD")), new Money(rent, Currency.Parse("USD")));
        Accounts =
        [
            CustomerAccount.Of(id, AccountForm.Checking, "Everyday Checking", "USD", 318_402),
            CustomerAccount.Of(id, AccountForm.Savings, "Rainy Day Savings", "USD", 742_500),
            CustomerAccount.Of(id, AccountForm.DayCard, "Daily Credit Card", "USD", 0, 600_000),
            CustomerAccount.Of(id, AccountForm.WebCard, "Online Credit Card", "USD", 0, 350_000),
            CustomerAccount.Of(id, AccountForm.Euro, "Euro Account", "EUR", 51_250),
        ];
    }

    public static IReadOnlyList<Customer> All { get; } =
    [
        new("avery", "Avery Lind", "harbour-lantern", 268_350, 165_000),
        new("jordan", "Jordan Moss", "orchard-kettle", 312_480, 189_500),
        new("noor", "Noor Vale", "meadow-compass", 241_920, 142_000),
    ];

    public string Id { get; }

    public string Name { get; }

    public string Password { get; }

    /// <summary>Paid twice a month.</summary>
    public Money Salary { get; }

    public Money Rent { get; }

    public IReadOnlyList<CustomerAccount> Accounts { get; }

    public CustomerAccount this[AccountForm form] => Accounts.First(account => account.Form == form);

    /// <summary>Null when there is none such.</summary>
    public static Customer? Find(string? id) => All.FirstOrDefault(customer => string.Equals(customer.Id, id, StringComparison.Ordinal));

    /// <summary>Null when the account is not this customer's.</summary>
    public CustomerAccount? FindAccount(string? id) => Accounts.FirstOrDefault(account => string.Equals(account.Id, id, StringComparison.Ordinal));
}
