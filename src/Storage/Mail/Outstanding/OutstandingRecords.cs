namespace EmailAgent.Storage.Mail.Outstanding;

/// <summary>Names a message or a folder that is outstanding.</summary>
/// <param name="LabelId">Null for a message with an id of its own.</param>
/// <param name="Uid">Null for a whole folder and for a message with an id of its own.</param>
/// <param name="RemoteId">Null for what is in a folder.</param>
public readonly record struct OutstandingLocation(Guid? LabelId, long? Uid, string? RemoteId);

/// <summary>An outstanding message or folder as stored.</summary>
/// <param name="Reason"><c>refused</c>, <c>unavailable</c>, <c>left_out</c>, <c>connection_lost</c> or <c>malformed</c>.</param>
/// <param name="Detail">The reason in words.</param>
/// <param name="Attempts">How often it was asked for by itself, in vain.</param>
/// <param name="AskWith">Set while it is only suspected of ending the connection: the most messages to ask for together.</param>
/// <param name="Since">When it was first asked for in vain.</param>
/// <param name="NextAttempt">When it is asked for again.</param>
public sealed record OutstandingRow(
    OutstandingLocation Location, string Reason, string Detail, int Attempts, int? AskWith, DateTimeOffset Since, DateTimeOffset NextAttempt);

/// <summary>Outstanding messages and folders of a mailbox, for its owner.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="UnreadableCount">How many of them were asked for by themselves, in vain.</param>
/// <param name="First">Some of the unreadable ones with the paths of their folders (null without one), folders first.</param>
public sealed record OutstandingSummary(long Count, long UnreadableCount, IReadOnlyList<(OutstandingRow Row, string? Folder)> First);
