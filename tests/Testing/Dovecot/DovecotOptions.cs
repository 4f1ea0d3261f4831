namespace EmailAgent.Testing;

/// <summary>Options of a private Dovecot.</summary>
public sealed record DovecotOptions
{
    /// <summary>
    /// Hands connections that idle for a second to the hibernation process, which notices new mail in about 20 ms; a plain
    /// IDLE connection waits a constant 500 ms for more. Default: false.
    /// </summary>
    public bool Hibernate { get; init; }

    /// <summary>Interval at which an IDLE connection checks for changes if inotify is exhausted. Default: 2 s.</summary>
    public TimeSpan IdleCheckInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Highest number of IMAP connections. Default: 4,000.</summary>
    public int MaxConnections { get; init; } = 4000;

    /// <summary>
    /// Capabilities to keep from clients, for example <c>QRESYNC</c> or <c>CONDSTORE</c>: the server neither lists nor
    /// announces them (it would still obey the commands). Default: none.
    /// </summary>
    public IReadOnlyList<string> HiddenCapabilities { get; init; } = [];

    /// <summary>Delivers mail for <c>user+Folder</c> into this folder, as servers do that file sent mail themselves. Default: false.</summary>
    public bool FilesByDetail { get; init; }
}
