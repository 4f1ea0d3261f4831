using EmailAgent.Providers;

namespace EmailAgent.Grains.Mail.Outstanding;

/// <summary>An outstanding message or folder as stored.</summary>
/// <param name="Reason"><c>refused</c>, <c>unavailable</c>, <c>left_out</c>, <c>connection_lost</c> or <c>malformed</c>.</param>
/// <param name="Detail">The reason in words.</param>
/// <param name="Attempts">The number of failed requests for it alone.</param>
/// <param name="AskWith">Set while it is only suspected of ending the connection: the maximum number of messages to request together.</param>
/// <param name="Since">The time of the first failed request.</param>
/// <param name="NextAttempt">The time of the next request.</param>
internal sealed record OutstandingRow(
    OutstandingKey Key, string Reason, string Detail, int Attempts, int? AskWith, DateTimeOffset Since, DateTimeOffset NextAttempt);

/// <summary>Outstanding messages and folders of a mailbox, for its owner.</summary>
/// <param name="UnreadableCount">The number of those for which a request for them alone failed.</param>
/// <param name="First">Some of the unreadable ones with the paths of their folders (null without one), folders first.</param>
internal sealed record OutstandingSummary(long Count, long UnreadableCount, IReadOnlyList<(OutstandingRow Row, string? Folder)> First);
