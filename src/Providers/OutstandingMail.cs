namespace EmailAgent.Providers;

/// <summary>A message, or a whole folder, that the server has announced and has not handed out.</summary>
/// <param name="Detail">The reason in words, fit for the owner's eyes.</param>
/// <param name="AskWith">
/// Null for what was asked for by itself. Set for a message that was asked for together with others when the connection ended: the most
/// messages to ask for next time, so that repeated failures find the one at fault. 1 for a folder at which the connection ended.
/// </param>
public sealed record OutstandingMail(OutstandingKey Key, OutstandingReason Reason, string Detail, int? AskWith = null);

/// <summary>Names a message or a folder that is outstanding.</summary>
/// <param name="FolderId">Null for a message with an id of its own.</param>
/// <param name="Uid">Null for a whole folder and for a message with an id of its own.</param>
/// <param name="RemoteId">Null for what is in a folder.</param>
public readonly record struct OutstandingKey(Guid? FolderId, long? Uid, string? RemoteId)
{
    /// <summary>Indicates whether a whole folder is outstanding.</summary>
    public bool IsFolder => Uid is null && RemoteId is null;

    public static OutstandingKey Folder(Guid folderId) => new(folderId, null, null);

    public static OutstandingKey Placed(Guid folderId, long uid) => new(folderId, uid, null);

    public static OutstandingKey Labelled(string remoteId) => new(null, null, remoteId);
}

/// <summary>An outstanding message or folder as the copy knows it.</summary>
/// <param name="AskWith">As in <see cref="OutstandingMail"/>.</param>
/// <param name="NextAttempt">The time of the next request for it.</param>
public sealed record KnownOutstanding(OutstandingKey Key, int? AskWith, DateTimeOffset NextAttempt);

/// <summary>The reason why a message or folder is outstanding.</summary>
public enum OutstandingReason
{
    /// <summary>The server refused without stating that this is temporary.</summary>
    Refused,

    /// <summary>The server refused for now.</summary>
    Unavailable,

    /// <summary>The server answered without the message, or with no content, although it has the message.</summary>
    LeftOut,

    /// <summary>The connection ended when the message was asked for.</summary>
    ConnectionLost,

    /// <summary>The server's answer cannot be read.</summary>
    Malformed,
}
