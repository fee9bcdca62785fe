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
                Shop(day);
                break;
            case AccountForm.WebCard:
                Order(day);
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

    private static void Shop(CustomerDay day)
    {
        var dice = day.Dice;
        if (dice.Chance(26))
        {
            day.Pay(dice.Of("GREENLEAF MARKET #214", "HOMESTEAD FOODS", "CORNER PANTRY 17"), "Groceries", dice.Between(1_850, 10_900));
        }

        if (dice.Chance(24))
        {
            // The card is charged before the guest has written the tip.
            var meal = dice.Between(1_400, 6_800);
            day.Pay(dice.Of("BLUE HERON GRILL", "NOODLE LANTERN", "TRATTORIA SOTTO", "PINE STREET DINER"), "Restaurants",
                dice.Chance(70) ? meal * dice.Between(115, 122) / 100 : meal, meal);
        }

        if (dice.Chance(13))
        {
            // A pump holds a round sum, or a dollar, before it knows how much will flow.
            day.Pay(dice.Of("SUMMIT FUEL 0883", "PRAIRIE GAS AND GO"), "Fuel", dice.Between(2_900, 6_300), dice.Of(100, 10_000), type: RowType.Hold);
        }

        if (dice.Chance(2))
        {
            day.Pay("LAKESIDE INN DEPOSIT", "Travel", 15_000, vanishes: true, type: RowType.Hold);
        }
    }

    private static void Order(CustomerDay day)
    {
        var dice = day.Dice;
        (string Merchant, int Price)? subscription = day.Day.Day switch
        {
            2 => ("IRONWORKS GYM", 3_900),
            4 => ("STARLIGHT STREAMING", 1_549),
            11 => ("TUNEBOX MUSIC", 1_099),
            17 => ("SKYLINE MOBILE", 5_500),
            20 => ("CLOUDNEST STORAGE", 299),
            _ => null,
        };
        if (subscription is { } due)
        {
            day.Pay(due.Merchant, "Subscriptions", due.Price);
        }

        if (dice.Chance(30))
        {
            day.Pay(dice.Of("COPPER KETTLE COFFEE", "SLOW MORNING CAFE"), "Coffee", dice.Between(375, 895));
        }

        if (dice.Chance(12))
        {
            day.Pay(dice.Of("PAPER LANE BOOKS ONLINE", "TINKERWARE.EXAMPLE", "HOMEGOODS DEPOT WEB"), "Shopping", dice.Between(1_199, 11_900),
                vanishes: dice.Chance(8));
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
