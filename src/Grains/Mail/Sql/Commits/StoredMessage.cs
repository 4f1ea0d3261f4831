namespace EmailAgent.Grains.Mail.Commits;

/// <summary>The properties of a stored message with a location that a commit may change.</summary>
/// <param name="Flags">Sorted flags.</param>
internal sealed record StoredMessage(Guid Id, Guid ThreadId, DateTimeOffset Date, string[] Flags);
