namespace EmailAgent.Intelligence.Tasks;

/// <summary>A task of a thread that is not done.</summary>
/// <param name="Date">The date of the message that asks for it.</param>
/// <param name="Text">Its title, and the sentences on which it is based.</param>
/// <param name="Assignee">The address of the person who does it; null for the owner of the mailbox.</param>
internal sealed record OpenTask(Guid Id, DateTimeOffset Date, string Text, string? Assignee);
