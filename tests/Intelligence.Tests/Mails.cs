namespace EmailAgent.Intelligence.Tests;

/// <summary>Messages for tests.</summary>
internal static class Mails
{
    public static readonly OwnerAddresses Owner = new(["owner@home.example"]);

    public static AnalyzedMessage Of(string subject, string text, string from = "ada@analytical.example") => new()
    {
        Id = Guid.NewGuid(),
        MailboxId = Guid.Empty,
        ThreadId = Guid.Empty,
        Date = DateTimeOffset.UnixEpoch,
        From = new(null, from),
        To = [new(null, "owner@home.example")],
        Subject = subject,
        Text = text,
    };
}
