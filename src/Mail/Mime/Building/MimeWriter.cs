using System.Buffers;

namespace EmailAgent.Mail.Mime;

/// <summary>
/// Writes messages (RFC 5322, RFC 2045 to 2047, 2183, 2231, 2387, 3676, 6532) with CRLF line ends, header lines of at most 78
/// characters where their words allow it, and body lines within the limits of the transport.
/// </summary>
public static class MimeWriter
{
    /// <summary>Writes a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="writer">Where to; attachments are encoded piece by piece.</param>
    /// <param name="options">Default: <see cref="MimeWriterOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">
    /// A value cannot stand in a message: CR, LF or NUL in a header, no address where one is needed, a field that the writer
    /// writes itself. Nothing was written then.
    /// </exception>
    public static void Write(OutgoingMessage message, IBufferWriter<byte> writer, MimeWriterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(writer);
        options ??= MimeWriterOptions.Default;
        var header = MessageHeader.Write(message, options);
        var body = BodyTree.Build(message, options);
        writer.Write(header);
        body.WriteTo(writer);
    }

    /// <summary>The message as bytes; see <see cref="Write"/>.</summary>
    public static byte[] ToBytes(OutgoingMessage message, MimeWriterOptions? options = null)
    {
        var bytes = new ArrayBufferWriter<byte>();
        Write(message, bytes, options);
        return bytes.WrittenSpan.ToArray();
    }
}
