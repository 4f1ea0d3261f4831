namespace EmailAgent.Intelligence.Retrieval;

/// <summary>A message that is searched for an answer.</summary>
/// <param name="Sender">The name and the address of the sender.</param>
/// <param name="Text">The plain text, as the detail of the message returns it.</param>
internal sealed record AnswerSource(Guid MessageId, Guid ThreadId, DateTimeOffset Date, string Sender, string Subject, string Text);
