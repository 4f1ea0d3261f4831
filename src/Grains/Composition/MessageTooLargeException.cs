namespace EmailAgent.Grains.Composition;

/// <summary>A message becomes larger than its mailbox can send.</summary>
internal sealed class MessageTooLargeException() : IOException("The message is too large.");
