namespace EmailAgent.Providers.Sending;

/// <summary>Submission of users' mail by SMTP; bound from the configuration section <c>Smtp</c>.</summary>
public sealed class SmtpSubmitOptions
{
    public const string Section = "Smtp";

    /// <summary>Allows unprotected connections to hosts other than this machine. Default: false.</summary>
    public bool AllowPlainToRemote { get; set; }

    /// <summary>Accepts any certificate, for servers with a self-signed one on a trusted network. Default: false.</summary>
    public bool AllowInvalidCertificates { get; set; }

    /// <summary>Longest wait for connection, TLS and greeting; servers delay greetings against spam. Default: 30 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest wait for the reply to a command. Default: 2 min.</summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Longest wait for the reply to a whole message, while the server scans it. A shorter one makes unknown outcomes likelier. Default: 10 min.</summary>
    public TimeSpan DeliveryTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Longest total time of one message. Default: 30 min.</summary>
    public TimeSpan TransactionTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Time for which a connection is kept for the next message of the same mailbox; zero closes it at once. Default: 10 s.</summary>
    public TimeSpan KeepOpen { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Connections of all mailboxes that are kept at the same time. Default: 500.</summary>
    public int MostKept { get; set; } = 500;
}
