using System.Buffers;

namespace EmailAgent.Mail.Mime;

/// <summary>
/// Reads Internet messages (RFC 5322) with MIME bodies (RFC 2045 to 2049, 2183, 2231, 3676), tolerantly. It never
/// throws on content; time and memory are linear in the length of the message, whatever it holds.
/// </summary>
public static class MimeParser
{
    /// <summary>
    /// Finds the structure of a message. Header values and bodies are decoded when asked for, so
    /// <paramref name="raw"/> must stay unchanged as long as the result is used.
    /// </summary>
    /// <param name="raw">The message as stored or received, any line ends.</param>
    /// <param name="limits">Bounds on what one message can cost. Default: <see cref="MimeLimits.Default"/>.</param>
    public static MimeMessage Parse(ReadOnlyMemory<byte> raw, MimeLimits? limits = null)
    {
        var source = new MimeSource(raw, limits ?? MimeLimits.Default);
        return new MimeMessage(source, StructureParser.Parse(source, 0));
    }

    /// <summary>
    /// As <see cref="Parse(ReadOnlyMemory{byte}, MimeLimits?)"/>. A sequence of one segment is used in place, and must stay unchanged as long as the
    /// result is used; one of several is copied into one array, once.
    /// </summary>
    /// <param name="raw">The message as stored or received, any line ends.</param>
    /// <param name="limits">Bounds on what one message can cost. Default: <see cref="MimeLimits.Default"/>.</param>
    public static MimeMessage Parse(ReadOnlySequence<byte> raw, MimeLimits? limits = null) =>
        Parse(raw.IsSingleSegment ? raw.First : raw.ToArray(), limits);

    /// <summary>
    /// Reads a stream to its end, at most <see cref="MimeLimits.MaxMessage"/> bytes, into memory and parses that. The visible rest of a
    /// <see cref="MemoryStream"/> whose buffer may be seen is used in place, without a copy; it must then stay unchanged as long as the result is used.
    /// </summary>
    /// <param name="stream">The message from the stream's position on; not closed.</param>
    /// <param name="limits">Bounds on what one message can cost. Default: <see cref="MimeLimits.Default"/>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="IOException">The stream failed.</exception>
    public static async Task<MimeMessage> ParseAsync(Stream stream, MimeLimits? limits = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        limits ??= MimeLimits.Default;
        return Parse(await StreamBytes.ReadAsync(stream, limits.MaxMessage, cancellationToken).ConfigureAwait(false), limits);
    }
}
