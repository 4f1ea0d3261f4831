namespace EmailAgent.Storage.Mail;

/// <summary>How a message is addressed on its server, and in which labels it is.</summary>
public abstract record MessageSite
{
    private protected MessageSite()
    {
    }
}

/// <summary>In exactly one label, under the UID it has there (IMAP).</summary>
public sealed record PlacedSite(Guid LabelId, long Uid) : MessageSite
{
    public MessagePlace Place => new(LabelId, Uid);
}

/// <summary>Under an id of its own, in any number of labels (Gmail, Graph).</summary>
/// <param name="RemoteId">Never given to another message of the connection.</param>
/// <param name="LabelIds">May be none.</param>
/// <param name="IsPartial">Only the header has been read; a second message with this id brings the rest.</param>
public sealed record LabelledSite(string RemoteId, Guid[] LabelIds, bool IsPartial = false) : MessageSite;
