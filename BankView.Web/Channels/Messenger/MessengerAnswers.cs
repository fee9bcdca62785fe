using System.Globalization;
using BankView.Data;
using BankView.Data.Channels;
using BankView.Data.Channels.Messenger;
using Microsoft.Extensions.Localization;

namespace BankView.Web.Channels.Messenger;

/// <summary>What is said in the chat, in the language of the word that was asked with, else the member's own.</summary>
public sealed class MessengerAnswers(
    MessengerFigures figures, ChannelStore channels, MessageSettingsStore settings, IStringLocalizer<MessengerTexts> texts)
{
    /// <summary>For whoever brought a token; nobody knows yet whose chat it is.</summary>
    public string Code(string code, string language) => In(CultureOf(language), () => texts["Code", code]);

    /// <summary>The same for everybody who is nobody's: it tells nothing of anybody.</summary>
    public string Stranger(string? language) => In(CultureOf(language ?? ""), () => texts["Stranger"]);

    public async Task<string> Write(MessengerMember member, MessengerQuestion question, string? language)
    {
        var chosen = await settings.Find(member.UserId) ?? new MessageSettings();
        // Holds for this method and what it calls. The member's country decides on figures where its language is the one asked in.
        var culture = CultureOf(language is null || chosen.Language.StartsWith(language, StringComparison.Ordinal) ? chosen.Language : language);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(chosen.Zone, out var known) ? known : TimeZoneInfo.Utc;
        return question switch
        {
            MessengerQuestion.Balance => await figures.Balances(member.UserId, zone),
            MessengerQuestion.Recent => await figures.Recent(member.UserId, zone),
            MessengerQuestion.Alerts => await figures.Alerts(member),
            MessengerQuestion.Stop => await Stop(member.UserId, member.ChannelId),
            MessengerQuestion.WasMeOrNot => texts["AnswersInBankView"],
            _ => texts["Help"],
        };
    }

    private async Task<string> Stop(UserId userId, Guid channelId)
    {
        await channels.Remove(userId, channelId);
        return texts["Stopped"];
    }

    private static string In(CultureInfo culture, Func<LocalizedString> text)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = culture;
            return text();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    // It comes from a link, or was stored by hand: whatever is no language of ours is English.
    private static CultureInfo CultureOf(string name)
    {
        try
        {
            return CultureInfo.GetCultureInfo(name.Length == 0 ? "en" : name, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.GetCultureInfo("en");
        }
    }
}
