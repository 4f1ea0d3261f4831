namespace EmailAgent.Storage.Mail.Commits;

/// <summary>A stored message with an id of its own, as far as a commit may change it.</summary>
/// <param name="Flags">Sorted.</param>
internal sealed record LabelledMessage(Guid Id, Guid ThreadId, DateTimeOffset Date, string[] Flags, Guid[] LabelIds, bool IsPartial);
