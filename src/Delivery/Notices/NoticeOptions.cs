using EmailAgent.Delivery.Smtp;

namespace EmailAgent.Delivery.Notices;

/// <summary>Delivery of account mails; bound from the configuration section <c>Accounts:Mail</c>.</summary>
public sealed class NoticeOptions
{
    public const string Section = "Accounts:Mail";

    /// <summary>The submission server; if empty, no mail is sent.</summary>
    public string Host { get; set; } = "";

    /// <summary>The port of the server. Default: 587.</summary>
    public int Port { get; set; } = 587;

    /// <summary>Protection of the connection: StartTls, which never falls back to plain, Tls or None. Default: StartTls.</summary>
    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    /// <summary>The user name of the login; empty for a server without login.</summary>
    public string Username { get; set; } = "";

    /// <summary>The password of that login.</summary>
    public string Password { get; set; } = "";

    /// <summary>The sender's address.</summary>
    public string From { get; set; } = "";

    /// <summary>
    /// Without a server, a folder for the mails as files, for development. Read access to it is enough to take over accounts.
    /// </summary>
    public string Folder { get; set; } = "";

    /// <summary>Allows a server beyond this machine without TLS. Default: false.</summary>
    public bool AllowPlainToRemote { get; set; }

    /// <summary>Indicates whether a server is configured.</summary>
    public bool HasServer => Host.Length > 0;
}
