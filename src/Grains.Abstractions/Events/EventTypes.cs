namespace EmailAgent.Grains.Events;

/// <summary>The types of events this version writes.</summary>
public static class EventTypes
{
    /// <summary>A message came in: data <c>{email_id, thread_id, connection_id, label_id}</c>. Not written for mail that was there before the connection.</summary>
    public const string EmailReceived = "email.received";

    /// <summary>A message appeared in the sent folder; data as <see cref="EmailReceived"/>.</summary>
    public const string EmailSent = "email.sent";

    /// <summary>Flags changed: data <c>{email_id, connection_id, is_read, is_starred, flags}</c>.</summary>
    public const string EmailUpdated = "email.updated";

    /// <summary>A message is gone from the server: data <c>{email_id, connection_id}</c>.</summary>
    public const string EmailDeleted = "email.deleted";

    /// <summary>A message is in a further label, also by a move: data <c>{email_id, connection_id, label_id}</c>.</summary>
    public const string LabelAdded = "email.label_added";

    /// <summary>A message left a label, also by a move; data as <see cref="LabelAdded"/>.</summary>
    public const string LabelRemoved = "email.label_removed";

    /// <summary>Data <c>{connection_id}</c>.</summary>
    public const string ConnectionConnected = "connection.connected";

    /// <summary>The owner removed the connection: data <c>{connection_id}</c>.</summary>
    public const string ConnectionDisconnected = "connection.disconnected";

    /// <summary>A working connection began to fail: data <c>{connection_id, code}</c>.</summary>
    public const string ConnectionError = "connection.error";

    /// <summary>The initial sync of a connection is complete, but for <c>unreadable</c> messages and folders: data <c>{connection_id, unreadable}</c>.</summary>
    public const string SyncCompleted = "sync.completed";

    /// <summary>
    /// The server does not hand out a message, which is asked for again by itself: data <c>{connection_id, reason}</c> with
    /// <c>label_id</c> and <c>uid</c>, or with <c>remote_id</c>. Written once for each message; <c>email.received</c> follows if it comes after all.
    /// </summary>
    public const string SyncMessageUnreadable = "sync.message_unreadable";

    /// <summary>The server does not open a folder, which is tried again by itself: data <c>{connection_id, reason, label_id}</c>. Written once until it opens.</summary>
    public const string SyncFolderUnreadable = "sync.folder_unreadable";

    /// <summary>Gets all types, in the order of their declaration.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. typeof(EventTypes).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)];
}
