namespace EmailAgent.Testing;

/// <summary>How a private Dovecot is set up.</summary>
public sealed record DovecotOptions
{
    /// <summary>
    /// Hands connections that idle for a second to the hibernation process, which notices new mail in about 20 ms; a plain
    /// IDLE connection waits a constant 500 ms for more. Default: false.
    /// </summary>
    public bool Hibernate { get; init; }

    /// <summary>How often an IDLE connection looks for changes where inotify has run out. Default: 2 s.</summary>
    public TimeSpan IdleCheckInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How many IMAP connections the server can hold. Default: 4,000.</summary>
    public int MaxConnections { get; init; } = 4000;

    /// <summary>
    /// Capabilities to keep from clients, for example <c>QRESYNC</c> or <c>CONDSTORE</c>: the server neither lists nor
    /// announces them (it would still obey the commands). Default: none.
    /// </summary>
    public IReadOnlyList<string> HiddenCapabilities { get; init; } = [];
}
