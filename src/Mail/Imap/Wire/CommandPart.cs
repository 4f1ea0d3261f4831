namespace EmailAgent.Mail.Imap.Wire;

/// <summary>A piece of a command.</summary>
/// <param name="Bytes">What to send.</param>
/// <param name="AwaitGoAhead">True if the server must answer "+" before the next piece.</param>
/// <param name="Source">Where to take what to send from, in place of <paramref name="Bytes"/>.</param>
internal readonly record struct CommandPart(ReadOnlyMemory<byte> Bytes, bool AwaitGoAhead, LiteralSource? Source = null);
