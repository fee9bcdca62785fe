using BankView.Data.Channels;
using BankView.Data.Channels.Email;

namespace BankView.Web.Channels.Email;

/// <summary>Messages by e-mail, where <c>Email</c> names a mail server.</summary>
internal static class EmailSetup
{
    public static void AddEmail(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(builder.Configuration.GetSection("Email").Get<EmailSettings>() ?? new EmailSettings());
        builder.Services.AddSingleton<EmailChannel>();
        builder.Services.AddSingleton<EmailCodes>();
        builder.Services.AddSingleton<IMessageChannel>(services => services.GetRequiredService<EmailChannel>());
    }
}
