using EmailAgent.Grains.Events;

namespace EmailAgent.Grains.Drafts;

/// <summary>Types of events of drafts; data <c>{draft_id, connection_id, email_id, revision}</c>, where <c>email_id</c> is null before the draft is in the mailbox.</summary>
[EventTypes]
public static class DraftEvents
{
    /// <summary>A draft was begun, here or by another mail client. The copy that a conflict leaves is one, too.</summary>
    public const string Created = "draft.created";

    /// <summary>A draft was changed, here or by another mail client. Saves in quick succession cause one event.</summary>
    public const string Updated = "draft.updated";

    /// <summary>A draft was deleted, here or by another mail client, or was sent.</summary>
    public const string Deleted = "draft.deleted";
}
