namespace EmailAgent.Mail.Mime;

/// <summary>A delivery status notification, such as a bounce (RFC 3464).</summary>
/// <param name="ReportingServer">Name of the server that reports, without its type; null where missing.</param>
/// <param name="EnvelopeId">Identifier the sender gave with the submission (ENVID); null where there is none.</param>
/// <param name="ArrivalDate">When that server had got the message; null where not said.</param>
/// <param name="Recipients">One entry for each recipient it speaks of.</param>
public sealed record DeliveryStatus(
    string? ReportingServer, string? EnvelopeId, DateTimeOffset? ArrivalDate, IReadOnlyList<DeliveryRecipient> Recipients);

/// <summary>What a delivery status says of one recipient. Addresses and names are without their type ("rfc822;", "dns;").</summary>
/// <param name="FinalRecipient">Address at which delivery was tried; null where missing.</param>
/// <param name="OriginalRecipient">Address the sender gave; null where not said.</param>
/// <param name="Action">What became of it.</param>
/// <param name="Status">Enhanced status code (RFC 3463), such as "5.1.1"; null where missing.</param>
/// <param name="RemoteServer">Server that gave the answer; null where not said.</param>
/// <param name="Diagnostic">Answer of that server, such as "550 5.1.1 No such user"; null where not said.</param>
/// <param name="LastAttempt">When it was tried last; null where not said.</param>
/// <param name="RetryUntil">When the server will give up; null where not said.</param>
public sealed record DeliveryRecipient(
    string? FinalRecipient,
    string? OriginalRecipient,
    DeliveryAction Action,
    string? Status,
    string? RemoteServer,
    string? Diagnostic,
    DateTimeOffset? LastAttempt,
    DateTimeOffset? RetryUntil);
