using System.Buffers;
using System.Runtime.CompilerServices;

namespace EmailAgent.Mail.Mime;

/// <summary>Decodes the body of a part to a string.</summary>
internal static class PartText
{
    /// <param name="body">The part's body, or the requested piece of it.</param>
    public static string Decode(MimePart part, MimeSource source, ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty)
            return string.Empty;

        // No encoding in use takes more than four bytes a character; the exact limit is applied to the characters.
        var limit = source.Limits.MaxTextLength;
        if (body.Length / 4 > limit)
        {
            source.Report(MimeDefectKind.TextTooLong, part.BodyStart);
            body = body[..(limit * 4)];
        }

        if (part.TransferEncoding == TransferEncoding.Identity)
            return ToText(part, source, body);
        var bytes = ArrayPool<byte>.Shared.Rent(BodyDecoder.MaxDecodedLength(part.TransferEncoding, body.Length));
        try
        {
            var length = BodyDecoder.Decode(part.TransferEncoding, body, bytes, source, part.BodyStart);
            return ToText(part, source, bytes.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static string ToText(MimePart part, MimeSource source, ReadOnlySpan<byte> bytes)
    {
        var charset = FindCharset(part, source, ref bytes);
        var buffer = new CharBuffer(bytes.Length + 1);
        try
        {
            if (!TextDecoder.Append(ref buffer, bytes, charset))
                source.Report(MimeDefectKind.InvalidCharacters, part.BodyStart);
            var text = buffer.Writable;
            text = text[..NormalizeLineEnds(text)];
            if (part.ContentType.IsPlainText && IsFlowed(part.ContentType, out var deleteSpace))
                text = text[..FlowedText.Join(text, deleteSpace)];
            if (text.Length > source.Limits.MaxTextLength)
            {
                source.Report(MimeDefectKind.TextTooLong, part.BodyStart);
                text = text[..source.Limits.MaxTextLength];
                if (!text.IsEmpty && char.IsHighSurrogate(text[^1]))
                    text = text[..^1];
            }

            return new string(text);
        }
        finally
        {
            buffer.Dispose();
        }
    }

    private static Charset? FindCharset(MimePart part, MimeSource source, ref ReadOnlySpan<byte> bytes)
    {
        if (ByteOrderMark.Take(ref bytes) is { } marked)
            return marked;
        var name = part.ContentType.Charset;
        if (name is null)
            return part.ContentType.IsHtml ? HtmlCharset.Sniff(bytes) : null;
        var charset = CharsetNames.Find(name);
        if (charset is null)
            source.Report(MimeDefectKind.UnknownCharset, part.BodyStart);
        return charset;
    }

    private static bool IsFlowed(ContentType type, out bool deleteSpace)
    {
        deleteSpace = false;
        if (!string.Equals(type.Parameter("format"), "flowed", StringComparison.OrdinalIgnoreCase))
            return false;
        deleteSpace = string.Equals(type.Parameter("delsp"), "yes", StringComparison.OrdinalIgnoreCase);
        return true;
    }

    /// <summary>Replaces CRLF and CR by LF and removes NUL, in place.</summary>
    /// <returns>The new length.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int NormalizeLineEnds(Span<char> text)
    {
        var read = text.IndexOfAny('\r', '\0');
        if (read < 0)
            return text.Length;
        var written = read;
        while (read < text.Length)
        {
            // Here stands a CR or a NUL.
            if (text[read] == '\r' && (read + 1 == text.Length || text[read + 1] != '\n'))
                text[written++] = '\n';
            read++;
            var run = text[read..].IndexOfAny('\r', '\0');
            if (run < 0)
                run = text.Length - read;
            text.Slice(read, run).CopyTo(text[written..]);
            written += run;
            read += run;
        }

        return written;
    }
}
