using EmailAgent.Providers;

namespace EmailAgent.Grains.Mail;

/// <summary>The location of a message on its server, and its labels.</summary>
internal abstract record MessageSite
{
    private protected MessageSite()
    {
    }
}

/// <summary>A location in exactly one label, with the UID that the message has there.</summary>
internal sealed record PlacedSite(Guid LabelId, long Uid) : MessageSite
{
    public RemotePlacement Place => new(LabelId, Uid);
}

/// <summary>A remote id, with any number of labels.</summary>
/// <param name="RemoteId">The id, which no other message of the connection ever gets.</param>
/// <param name="LabelIds">The labels; may be empty.</param>
/// <param name="IsPartial">Only the header has been read; a second message with this id brings the rest.</param>
internal sealed record LabelledSite(string RemoteId, Guid[] LabelIds, bool IsPartial = false) : MessageSite;
