namespace EmailAgent.Mail.Mime;

/// <summary>
/// Reads Internet messages (RFC 5322) with MIME bodies (RFC 2045 to 2049, 2183, 2231, 3676), tolerantly. It never
/// throws on content; time and memory are linear in the length of the message, whatever it holds.
/// </summary>
public static class MimeParser
{
    /// <summary>
    /// Parses the structure of a message. Header values and bodies are decoded on first use, so <paramref name="raw"/> must stay
    /// unchanged as long as the result is used.
    /// </summary>
    /// <param name="raw">The message as stored or received, any line ends.</param>
    /// <param name="limits">Bounds on what one message can cost. Default: <see cref="MimeLimits.Default"/>.</param>
    public static MimeMessage Parse(ReadOnlyMemory<byte> raw, MimeLimits? limits = null)
    {
        var source = new MimeSource(raw, limits ?? MimeLimits.Default);
        return new MimeMessage(source, StructureParser.Parse(source, 0));
    }
}
