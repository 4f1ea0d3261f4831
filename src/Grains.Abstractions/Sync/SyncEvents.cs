using EmailAgent.Grains.Events;

namespace EmailAgent.Grains.Sync;

/// <summary>Types of events of the sync.</summary>
[EventTypes]
public static class SyncEvents
{
    /// <summary>The initial sync of a connection is complete, but for <c>unreadable</c> messages and folders: data <c>{connection_id, unreadable}</c>.</summary>
    public const string Completed = "sync.completed";

    /// <summary>
    /// The server does not hand out a message, which is asked for again by itself: data <c>{connection_id, reason}</c> with
    /// <c>label_id</c> and <c>uid</c>, or with <c>remote_id</c>. Written once for each message; <c>email.received</c> follows if it comes after all.
    /// </summary>
    public const string MessageUnreadable = "sync.message_unreadable";

    /// <summary>The server does not open a folder, which is tried again by itself: data <c>{connection_id, reason, label_id}</c>. Written once until it opens.</summary>
    public const string FolderUnreadable = "sync.folder_unreadable";
}
