namespace EmailAgent.Mail.Imap.Wire;

/// <summary>Decides where a literal goes, from the response text before it: a stream, or null to buffer it.</summary>
internal delegate Stream? LiteralRouter(ReadOnlySpan<byte> text, long size);
