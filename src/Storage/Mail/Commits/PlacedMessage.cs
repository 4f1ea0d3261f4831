namespace EmailAgent.Storage.Mail.Commits;

/// <summary>A stored message at a place, as far as a commit may change it.</summary>
/// <param name="Flags">Sorted.</param>
internal sealed record PlacedMessage(Guid Id, Guid ThreadId, DateTimeOffset Date, string[] Flags);
