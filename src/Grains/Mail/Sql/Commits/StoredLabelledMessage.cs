namespace EmailAgent.Grains.Mail.Commits;

/// <summary>The properties of a stored message with a remote id that a commit may change.</summary>
/// <param name="Flags">Sorted flags.</param>
internal sealed record StoredLabelledMessage(Guid Id, Guid ThreadId, DateTimeOffset Date, string[] Flags, Guid[] LabelIds, bool IsPartial);
