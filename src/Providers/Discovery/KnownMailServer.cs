namespace EmailAgent.Providers.Discovery;

/// <summary>The servers of one provider.</summary>
internal sealed record KnownMailServer(ServerAddress Imap, ServerAddress Smtp)
{
    public KnownMailServer(string imapHost, int imapPort, ServerSecurity imapSecurity, string smtpHost, int smtpPort, ServerSecurity smtpSecurity)
        : this(new ServerAddress(imapHost, imapPort, imapSecurity), new ServerAddress(smtpHost, smtpPort, smtpSecurity))
    {
    }

    /// <summary>Returns the provider whose sign-in leads to the mailbox; null where there is none.</summary>
    public string? Provider { get; init; }

    /// <summary>Returns the domains of its addresses.</summary>
    public IReadOnlyList<string> Domains { get; init; } = [];

    /// <summary>Returns the ends of the names of its hosts that receive mail, also for domains of customers.</summary>
    public IReadOnlyList<string> MailExchangers { get; init; } = [];

    /// <summary>Indicates whether a copy of sent mail is filed by the provider.</summary>
    public bool FilesSentMail { get; init; }

    /// <summary>Returns advice for the owner; null where none is needed.</summary>
    public string? Note { get; init; }

    /// <summary>Returns the servers as found by a source, one of <see cref="ServerSources"/>.</summary>
    public FoundServers ToFound(string source) => new(Found(Imap, source), Found(Smtp, source)) { Provider = Provider, Notes = Note is null ? [] : [Note] };

    private static FoundServer Found(ServerAddress address, string source) => new(address, UserPlaceholders.Address, source, ServerConfidence.High);
}
