namespace EmailAgent.Intelligence.Retrieval;

/// <summary>A message in which an answer is looked for.</summary>
/// <param name="Sender">The name and the address of the sender.</param>
/// <param name="Text">The plain text, as the message's detail answers it.</param>
internal sealed record AnswerSource(Guid MessageId, Guid ThreadId, DateTimeOffset Date, string Sender, string Subject, string Text);
