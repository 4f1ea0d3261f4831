namespace EmailAgent.Intelligence.Tasks;

/// <summary>A report of a message of a thread.</summary>
/// <param name="Sender">The address of the sender in lower case; null for the owner of the mailbox.</param>
internal sealed record DatedReport(Guid MessageId, DateTimeOffset Date, string? Sender, CompletionReport Report);
