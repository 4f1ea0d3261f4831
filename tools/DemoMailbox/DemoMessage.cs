namespace EmailAgent.DemoMailbox;

/// <summary>One finished message and where it lies.</summary>
/// <param name="Folder">INBOX or another folder's name, separator <c>/</c>.</param>
/// <param name="Flags">Maildir letters: D draft, F flagged, R answered, S seen.</param>
/// <param name="Raw">In RFC 5322 form with LF.</param>
internal sealed record DemoMessage(string Folder, string Flags, DateTimeOffset Date, byte[] Raw);
