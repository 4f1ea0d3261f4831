namespace EmailAgent.Grains.Replies;

/// <summary>The properties of an arrived message that decide what it means for a message that was sent.</summary>
/// <param name="IsAutomatic">Indicates whether a program wrote it: an absence notice, a report, a receipt.</param>
/// <param name="Returned">The message that it reports as undeliverable; null if it reports none.</param>
internal sealed record ReplySigns(bool IsAutomatic, ReturnedMail? Returned);

/// <summary>A message that a server reports as undeliverable.</summary>
/// <param name="MessageIds">Its Message-ID; if the report does not contain it, all those that the report refers to.</param>
internal sealed record ReturnedMail(IReadOnlyList<string> MessageIds, IReadOnlyList<FailedRecipient> Recipients);

/// <summary>A recipient that a message did not reach.</summary>
/// <param name="Address">The address that the sender gave, if the report names it; else the one at which delivery was tried.</param>
/// <param name="FinalAddress">The address at which delivery was tried; null if it is not known.</param>
/// <param name="Code">The enhanced status code (RFC 3463), such as <c>5.1.1</c>; null if there is none.</param>
/// <param name="Reason">The server's words; null if there are none.</param>
internal sealed record FailedRecipient(string Address, string? FinalAddress, string? Code, string? Reason);
