namespace BankView.Web.SandboxBank.History;

/// <summary>The merchant category codes (ISO 18245) of the invented merchants.</summary>
internal static class MerchantCodes
{
    private static readonly Dictionary<string, string> ByName = new(StringComparer.Ordinal)
    {
        ["GREENLEAF MARKET #214"] = "5411",
        ["HOMESTEAD FOODS"] = "5411",
        ["CORNER PANTRY 17"] = "5411",
        ["MERCADO LUZ"] = "5411",
        ["BOULANGERIE DU PONT"] = "5462",
        ["BLUE HERON GRILL"] = "5812",
        ["NOODLE LANTERN"] = "5812",
        ["TRATTORIA SOTTO"] = "5812",
        ["PINE STREET DINER"] = "5812",
        ["COPPER KETTLE COFFEE"] = "5814",
        ["SLOW MORNING CAFE"] = "5814",
        ["CAFE KASTANIE"] = "5814",
        ["SUMMIT FUEL 0883"] = "5541",
        ["PRAIRIE GAS AND GO"] = "5541",
        ["METRO VALLIS"] = "4111",
        ["LAKESIDE INN DEPOSIT"] = "7011",
        ["IRONWORKS GYM"] = "7997",
        ["STARLIGHT STREAMING"] = "5815",
        ["TUNEBOX MUSIC"] = "5815",
        ["SKYLINE MOBILE"] = "4814",
        ["CLOUDNEST STORAGE"] = "4816",
        ["PAPER LANE BOOKS ONLINE"] = "5942",
        ["TINKERWARE.EXAMPLE"] = "5732",
        ["HOMEGOODS DEPOT WEB"] = "5251",
    };

    // Merchants whom a visitor of the control page makes up are known by what was bought alone.
    private static readonly Dictionary<string, string> ByWord = new(StringComparer.Ordinal) { ["Shopping"] = "5399", ["Jewelry"] = "5944" };

    /// <summary>Null for what is no payment to a merchant.</summary>
    public static string? Of(Happening happening) =>
        ByName.GetValueOrDefault(happening.Description) ?? ByWord.GetValueOrDefault(happening.Category);
}
