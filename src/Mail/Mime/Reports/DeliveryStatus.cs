namespace EmailAgent.Mail.Mime;

/// <summary>A delivery status notification, such as a bounce (RFC 3464).</summary>
/// <param name="ReportingServer">Name of the server that reports, without its type; null if missing.</param>
/// <param name="EnvelopeId">Identifier the sender gave with the submission (ENVID); null if there is none.</param>
/// <param name="ArrivalDate">When that server received the message; null if absent.</param>
/// <param name="Recipients">One entry for each recipient it concerns.</param>
public sealed record DeliveryStatus(
    string? ReportingServer, string? EnvelopeId, DateTimeOffset? ArrivalDate, IReadOnlyList<DeliveryRecipient> Recipients);

/// <summary>Delivery status of one recipient. Addresses and names are without their type ("rfc822;", "dns;").</summary>
/// <param name="FinalRecipient">Address at which delivery was tried; null if missing.</param>
/// <param name="OriginalRecipient">Address the sender gave; null if absent.</param>
/// <param name="Action">What became of it.</param>
/// <param name="Status">Enhanced status code (RFC 3463), such as "5.1.1"; null if missing.</param>
/// <param name="RemoteServer">Server that gave the answer; null if absent.</param>
/// <param name="Diagnostic">Answer of that server, such as "550 5.1.1 No such user"; null if absent.</param>
/// <param name="LastAttempt">Time of the last attempt; null if absent.</param>
/// <param name="RetryUntil">End of the retries; null if absent.</param>
public sealed record DeliveryRecipient(
    string? FinalRecipient,
    string? OriginalRecipient,
    DeliveryAction Action,
    string? Status,
    string? RemoteServer,
    string? Diagnostic,
    DateTimeOffset? LastAttempt,
    DateTimeOffset? RetryUntil);
