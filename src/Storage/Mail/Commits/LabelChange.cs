namespace EmailAgent.Storage.Mail.Commits;

/// <summary>How the labels of a stored message change.</summary>
/// <param name="All">Those it will be in.</param>
/// <param name="Date">The message's.</param>
internal sealed record LabelChange(Guid[] All, Guid[] Added, Guid[] Removed, DateTimeOffset Date);
