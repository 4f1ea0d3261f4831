namespace EmailAgent.Intelligence.Tasks;

/// <summary>A sentence of a message that asks for something, or promises it.</summary>
/// <param name="Kind"><c>request</c>, <c>question</c> or <c>commitment</c>.</param>
/// <param name="Title">A line that names the task.</param>
/// <param name="Quote">The sentence, literally.</param>
/// <param name="Start">Its position in the text.</param>
/// <param name="Length">Its length in the text.</param>
/// <param name="DueAt">When it is due, with the sender's offset; null if the sentence names no time.</param>
/// <param name="DueHasTime">Indicates whether the sentence names a time of day.</param>
/// <param name="AssigneeEmail">The address of the person who has to do it; null if that is unknown.</param>
/// <param name="IsForOwner">Indicates whether the owner of the mailbox has to do it.</param>
/// <param name="Confidence">0 to 1.</param>
internal sealed record TaskCandidate(
    string Kind,
    string Title,
    string Quote,
    int Start,
    int Length,
    DateTimeOffset? DueAt,
    bool DueHasTime,
    string? AssigneeEmail,
    bool IsForOwner,
    double Confidence);
