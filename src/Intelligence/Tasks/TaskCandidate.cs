namespace EmailAgent.Intelligence.Tasks;

/// <summary>A sentence of a message that may be a task.</summary>
/// <param name="Kind">One of <see cref="TaskKinds"/>.</param>
/// <param name="Title">A line that names the task.</param>
/// <param name="Quote">The sentence, literally as it is in the text of the message.</param>
/// <param name="Start">Its position in the text of the message, in UTF-16 units.</param>
/// <param name="Length">Its length in UTF-16 units.</param>
/// <param name="DueAt">When it is due; null if the message names no time. Without a time of day, midnight in UTC at the beginning of the day.</param>
/// <param name="DueHasTime">Indicates whether it is due at a time of day.</param>
/// <param name="AssigneeEmail">The address of the person who does it; null if the message does not name one.</param>
/// <param name="IsForOwner">Indicates whether the owner of the mailbox does it.</param>
/// <param name="Confidence">How sure the reading is, 0 to 1.</param>
internal sealed record TaskCandidate(
    string Kind, string Title, string Quote, int Start, int Length, DateTimeOffset? DueAt, bool DueHasTime, string? AssigneeEmail, bool IsForOwner, double Confidence);
