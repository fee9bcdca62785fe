using BankView.Web.SandboxBank.Customers;

namespace BankView.Web.SandboxBank.History;

/// <summary>What made-up people do with their money. Amounts in minor units; merchants are invented.</summary>
internal static class Habits
{
    public const int BillDay = 22;
    public const int SavingsDay = 16;
    public const int EuroDay = 5;
    public const long SavedMonthly = 40_000;
    public const long EurosMonthly = 30_000;

    /// <summary>What a customer pays for <see cref="EurosMonthly"/> in a month, in cents of the dollar.</summary>
    public static long EuroPrice(Customer customer, DateOnly day) =>
        EurosMonthly * new Dice($"rate|{customer.Id}|{day:yyyy-MM}").Between(1050, 1120) / 1000;

    public static void Live(Customer customer, AccountForm form, CustomerDay day)
    {
        switch (form)
        {
            case AccountForm.Checking:
                Check(customer, day);
                break;
            case AccountForm.Savings when day.Day.Day == SavingsDay:
                day.Book(8, RowType.Transfer, "TRANSFER FROM CHECKING", "Transfer", SavedMonthly);
                break;
            case AccountForm.DayCard:
                CardHabits.Shop(day);
                break;
            case AccountForm.WebCard:
                CardHabits.Order(day);
                break;
            case AccountForm.Euro:
                Travel(day);
                break;
        }
    }

    private static void Check(Customer customer, CustomerDay day)
    {
        var number = day.Day.Day;
        if (number is 15 || number == DateTime.DaysInMonth(day.Day.Year, day.Day.Month))
        {
            day.Book(6, RowType.DirectDeposit, "NORTHWIND PAYROLL DIRECT DEP", "Salary", customer.Salary.MinorUnits);
        }

        switch (number)
        {
            case 1:
                day.Book(7, RowType.BillPayment, "MAPLE COURT APARTMENTS RENT", "Rent", -customer.Rent.MinorUnits);
                break;
            case EuroDay:
                day.Book(8, RowType.Transfer, "TRANSFER TO EURO ACCOUNT", "Transfer", -EuroPrice(customer, day.Day));
                break;
            case 8:
                day.Book(9, RowType.BillPayment, "CITY POWER AND LIGHT", "Utilities", -day.Dice.Between(6_200, 14_800));
                break;
            case 12:
                day.Book(9, RowType.BillPayment, "RIVERBEND WATER DEPT", "Utilities", -day.Dice.Between(2_900, 5_100));
                break;
            case SavingsDay:
                day.Book(8, RowType.Transfer, "TRANSFER TO SAVINGS", "Transfer", -SavedMonthly);
                break;
        }

        if (day.Dice.Chance(8))
        {
            day.Book(17, RowType.AtmWithdrawal, "ATM WITHDRAWAL MAIN ST 0412", "Cash", -2_000 * day.Dice.Between(1, 5));
        }
    }

    private static void Travel(CustomerDay day)
    {
        var dice = day.Dice;
        if (day.Day.Day == EuroDay)
        {
            day.Book(8, RowType.Transfer, "TRANSFER FROM CHECKING", "Transfer", EurosMonthly);
        }

        if (dice.Chance(22))
        {
            day.Book(dice.Between(9, 20), RowType.Purchase, dice.Of("BOULANGERIE DU PONT", "METRO VALLIS", "CAFE KASTANIE", "MERCADO LUZ"),
                "Travel", -dice.Between(280, 6_400));
        }
    }
}
