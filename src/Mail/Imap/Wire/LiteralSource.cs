namespace EmailAgent.Mail.Imap.Wire;

/// <summary>A literal that is read from the caller's stream while it is sent.</summary>
internal sealed record LiteralSource(Stream Stream, long Size, CancellationToken CancellationToken);
