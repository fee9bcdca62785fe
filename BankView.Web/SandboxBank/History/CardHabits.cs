namespace BankView.Web.SandboxBank.History;

/// <summary>What made-up people pay by card. Amounts in minor units; merchants are invented.</summary>
internal static class CardHabits
{
    public static void Shop(CustomerDay day)
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

    public static void Order(CustomerDay day)
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
}
