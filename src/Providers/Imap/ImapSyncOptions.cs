namespace EmailAgent.Providers.Imap;

/// <summary>Behaviour of the IMAP provider; bound from the configuration section <c>Imap</c>.</summary>
public sealed class ImapSyncOptions
{
    public const string Section = "Imap";

    /// <summary>Allows unprotected connections to hosts other than this machine. Default: false.</summary>
    public bool AllowPlainToRemote { get; set; }

    /// <summary>Accepts any certificate, for servers with a self-signed one on a trusted network. Default: false.</summary>
    public bool AllowInvalidCertificates { get; set; }

    /// <summary>Longest wait for connection, TLS and greeting. Default: 15 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest silence of a server that owes an answer. Default: 60 s.</summary>
    public TimeSpan ReadTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Time after which IDLE is renewed; under the 29 minutes of RFC 2177. Default: 25 min.</summary>
    public TimeSpan IdleRenewal { get; set; } = TimeSpan.FromMinutes(25);

    /// <summary>
    /// Indicates whether servers with NOTIFY (RFC 5465) push changes of all folders. If off, folders other than the inbox are polled; only
    /// then does Dovecot 2.3 hibernate idle connections. Default: true.
    /// </summary>
    public bool Notify { get; set; } = true;

    /// <summary>Messages of a batch of the initial sync, after its first batches. Default: 500.</summary>
    public int BatchMessages { get; set; } = 500;

    /// <summary>Bytes after which a batch ends early. Default: 8 MiB.</summary>
    public int BatchBytes { get; set; } = 8 << 20;

    /// <summary>Messages up to this size are fetched many at a time. Default: 1 MiB.</summary>
    public int WholeMessageBytes { get; set; } = 1 << 20;

    /// <summary>Bytes up to which a larger message is read; its text almost always comes first. Default: 32 MiB.</summary>
    public int LargestMessageBytes { get; set; } = 32 << 20;

    /// <summary>Largest message that is returned in raw form. Default: 128 MiB.</summary>
    public int LargestRawBytes { get; set; } = 128 << 20;
}
