namespace EmailAgent.Providers.Imap;

/// <summary>How the IMAP provider behaves; bound from the configuration section <c>Imap</c>.</summary>
public sealed class ImapSyncOptions
{
    /// <summary>Allows unprotected connections to hosts other than this machine. Default: false.</summary>
    public bool AllowPlainToRemote { get; set; }

    /// <summary>Accepts any certificate. For servers with a self-signed one, on a network one trusts. Default: false.</summary>
    public bool AllowInvalidCertificates { get; set; }

    /// <summary>Longest wait for connection, TLS and greeting. Default: 15 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest silence of a server that owes an answer. Default: 60 s.</summary>
    public TimeSpan ReadTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>IDLE is issued anew after this time; under the 29 minutes of RFC 2177. Default: 25 min.</summary>
    public TimeSpan IdleRenewal { get; set; } = TimeSpan.FromMinutes(25);

    /// <summary>
    /// Has servers with NOTIFY (RFC 5465) push news of all folders. Off, other folders than the inbox are polled; Dovecot 2.3
    /// hibernates idle connections only then. Default: true.
    /// </summary>
    public bool Notify { get; set; } = true;

    /// <summary>Messages of a batch of the initial sync, once it has got going. Default: 500.</summary>
    public int BatchMessages { get; set; } = 500;

    /// <summary>Bytes after which a batch ends early. Default: 8 MiB.</summary>
    public int BatchBytes { get; set; } = 8 << 20;

    /// <summary>Messages up to this size are fetched many at a time. Default: 1 MiB.</summary>
    public int WholeMessageBytes { get; set; } = 1 << 20;

    /// <summary>A larger message is read only up to here; its text almost always comes first. Default: 32 MiB.</summary>
    public int LargestMessageBytes { get; set; } = 32 << 20;

    /// <summary>Largest message that is handed out in raw form. Default: 128 MiB.</summary>
    public int LargestRawBytes { get; set; } = 128 << 20;
}
