using EmailAgent.Delivery.Smtp;

namespace EmailAgent.Providers.Sending;

/// <summary>The submission server of a mailbox, and the user who logs in there.</summary>
public sealed record SmtpAccountSettings(string Host, int Port, SmtpSecurity Security, string Username)
{
    /// <summary>Returns the size in bytes of the largest message, as the server announced it when it was verified; null if it announced none.</summary>
    public long? LargestMessage { get; init; }

    internal static SmtpSecurity ToSmtp(ServerSecurity security) => security switch
    {
        ServerSecurity.Tls => SmtpSecurity.Tls,
        ServerSecurity.StartTls => SmtpSecurity.StartTls,
        _ => SmtpSecurity.None,
    };
}
