using System.Buffers;
using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>Puts messages together that were sent in pieces (message/partial, RFC 2046 section 5.2.2).</summary>
public static class Fragments
{
    private static readonly HashSet<string> OfTheInner = new(StringComparer.OrdinalIgnoreCase) { "Subject", "Message-ID", "Encrypted", "MIME-Version" };

    /// <summary>
    /// The message of which these are the pieces: their bodies one after the other, under the header of the first piece. Only what says what
    /// is inside, the subject and the identifier come from the header inside (section 5.2.2.1).
    /// </summary>
    /// <param name="pieces">Messages with a <see cref="MimePart.Fragment"/> at their root, in any order; of one that is there twice the first counts.</param>
    /// <returns>The raw message, for <see cref="MimeParser"/>; null where a piece is missing, or one belongs to another message or to none.</returns>
    public static byte[]? Join(IReadOnlyCollection<MimeMessage> pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        if (InOrder(pieces) is not { Count: > 0 } ordered)
            return null;
        var content = new ArrayBufferWriter<byte>();
        foreach (var piece in ordered.Values)
            piece.Root.DecodeBytes(content);
        var inner = MimeParser.Parse(content.WrittenMemory);
        var joined = new ArrayBufferWriter<byte>(content.WrittenCount + 1024);
        WriteHeader(joined, ordered[1].Headers, ofTheInner: false);
        WriteHeader(joined, inner.Headers, ofTheInner: true);
        joined.Write("\r\n"u8);
        joined.Write(inner.Root.RawBody.Span);
        return joined.WrittenSpan.ToArray();
    }

    /// <summary>The pieces by their numbers; null unless all are there.</summary>
    private static SortedDictionary<int, MimeMessage>? InOrder(IReadOnlyCollection<MimeMessage> pieces)
    {
        var ordered = new SortedDictionary<int, MimeMessage>();
        string? id = null;
        int? total = null;
        foreach (var piece in pieces)
        {
            if (piece.Root.Fragment is not { Number: > 0 } fragment || fragment.Id.Length == 0 || (id ??= fragment.Id) != fragment.Id)
                return null;
            total ??= fragment.Total;
            ordered.TryAdd(fragment.Number, piece);
        }

        return ordered.Count == total && ordered.Keys.Last() == total ? ordered : null;
    }

    private static void WriteHeader(ArrayBufferWriter<byte> writer, HeaderList headers, bool ofTheInner)
    {
        foreach (var header in headers)
        {
            if (ofTheInner != (header.HasPrefix("Content-"u8) || OfTheInner.Contains(header.Name)))
                continue;
            writer.Write(Encoding.ASCII.GetBytes(header.Name + ":"));
            writer.Write(header.RawValue.Span.TrimEnd("\r\n"u8));
            writer.Write("\r\n"u8);
        }
    }
}
