namespace BankView.Data.Channels.Email;

/// <summary>The mail server by which this installation sends. No record: it holds a password, which a record would print.</summary>
public sealed class EmailSettings
{
    /// <summary>Empty while nothing is configured.</summary>
    public string Host { get; init; } = "";

    public int Port { get; init; } = 587;

    public EmailSecurity Security { get; init; } = EmailSecurity.StartTls;

    /// <summary>Empty where the server asks for no sign-in.</summary>
    public string User { get; init; } = "";

    public string Password { get; init; } = "";

    /// <summary>A file that holds the password, read at each sign-in; instead of <see cref="Password"/>.</summary>
    public string PasswordFile { get; init; } = "";

    /// <summary>The address that members see messages come from.</summary>
    public string From { get; init; } = "";

    public string FromName { get; init; } = "BankView";

    public bool IsComplete => Host.Length > 0 && From.Length > 0;

    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">This process may not read it.</exception>
    internal async Task<string> ReadPassword(CancellationToken cancellation) =>
        PasswordFile.Length == 0 ? Password : (await File.ReadAllTextAsync(PasswordFile, cancellation)).TrimEnd('\r', '\n');
}

/// <summary>How a conversation with the mail server is kept from others.</summary>
public enum EmailSecurity
{
    /// <summary>TLS from the first byte.</summary>
    Tls,

    /// <summary>TLS after the greeting; without it nothing is sent.</summary>
    StartTls,

    /// <summary>Not at all: for a server on this installation's own network alone.</summary>
    None,
}
