namespace EmailAgent.Grains.Mail.Commits;

/// <summary>A change of the labels of a stored message.</summary>
/// <param name="All">The labels after the change.</param>
/// <param name="Date">The date of the message.</param>
internal sealed record LabelChange(Guid[] All, Guid[] Added, Guid[] Removed, DateTimeOffset Date);
