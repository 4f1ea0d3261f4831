namespace EmailAgent.Mail.Imap;

/// <summary>What a search is to tell (ESEARCH, RFC 4731; SEARCHRES, RFC 5182). Without ESEARCH everything is worked out here from the whole result.</summary>
public sealed record ImapSearchOptions
{
    /// <summary>The UIDs. Default: true.</summary>
    public bool All { get; init; } = true;

    /// <summary>Lowest and highest UID. Default: false.</summary>
    public bool Bounds { get; init; }

    /// <summary>Number of messages. Default: false.</summary>
    public bool Count { get; init; }

    /// <summary>Lets the server remember the result for <see cref="ImapSearch.Saved"/>. Needs <see cref="ImapCapabilities.SearchRes"/>. Default: false.</summary>
    public bool Save { get; init; }
}
