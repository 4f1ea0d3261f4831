using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>
/// Builds the tree of parts. Each multipart cuts its own slice at its own delimiters, so an outer delimiter ends all
/// inner parts whatever they lack (RFC 2046 section 5.1.2).
/// </summary>
internal readonly struct StructureParser
{
    private readonly MimeSource _source;

    private StructureParser(MimeSource source) => _source = source;

    /// <summary>Parses the message that begins at an offset and reaches to the end of the source.</summary>
    public static MimePart Parse(MimeSource source, int start) =>
        new StructureParser(source).ParsePart(null, 0, start, source.Raw.Length, source.Depth);

    private MimePart ParsePart(MimePart? parent, int index, int start, int end, int depth)
    {
        _source.PartCount++;
        var fields = HeaderScanner.Scan(_source, start, end, out var bodyStart);
        var headers = new HeaderList(_source, fields);
        var part = new MimePart(_source, parent, index, headers, start, bodyStart, end);
        part.ContentType = ReadContentType(part);
        part.TransferEncoding = ReadTransferEncoding(headers);
        if (!part.ContentType.IsMultipart)
            return part;

        // The lines of such a multipart look like its parent's, so the parent cannot know where it ends; its own closing delimiter does.
        var borrows = parent is not null && end < parent.BodyEnd && LooksLikeParent(part.ContentType, parent.ContentType);
        if (borrows)
            part.BodyEnd = parent!.BodyEnd;
        ParseMultipart(part, depth);
        if (borrows && part.ChildArray.Length == 0)
            part.BodyEnd = end;
        return part;
    }

    /// <summary>
    /// Returns whether the delimiters of a multipart look like its parent's: the same boundary (Outlook Express for Macintosh), or
    /// one that makes them look like the parent's last.
    /// </summary>
    private static bool LooksLikeParent(ContentType type, ContentType parent)
    {
        var boundary = type.Parameter("boundary").AsSpan().TrimEnd();
        var outer = parent.Parameter("boundary").AsSpan().TrimEnd();
        return boundary.Length > 0 && boundary.StartsWith(outer, StringComparison.Ordinal)
            && (boundary.Length == outer.Length || boundary[outer.Length..] is "--");
    }

    private ContentType ReadContentType(MimePart part)
    {
        var inDigest = part.Parent is { } parent && parent.ContentType.Subtype == "digest";
        var index = part.Headers.IndexOf(HeaderId.ContentType);
        if (index < 0)
            return inDigest ? ContentType.MessageRfc822 : ContentType.TextPlain;
        var type = ContentTypeHeader.Parse(part.Headers.Raw(index), _source.Limits, out var complete);
        if (!complete)
            _source.Report(MimeDefectKind.TooManyParameters, part.Headers.OffsetOf(index));
        if (type is not null)
            return type;
        _source.Report(MimeDefectKind.InvalidContentType, part.Headers.OffsetOf(index));

        // An unreadable type with a file name is a file; otherwise RFC 2045 section 5.2 defines text.
        return part.Disposition is { IsAttachment: true } or { FileName.Length: > 0 } ? ContentType.OctetStream : ContentType.TextPlain;
    }

    private TransferEncoding ReadTransferEncoding(HeaderList headers)
    {
        var index = headers.IndexOf(HeaderId.ContentTransferEncoding);
        if (index < 0)
            return TransferEncoding.Identity;
        var encoding = TransferEncodingHeader.Parse(headers.Raw(index), out var known);
        if (!known)
            _source.Report(MimeDefectKind.UnknownTransferEncoding, headers.OffsetOf(index));
        return encoding;
    }

    private void ParseMultipart(MimePart part, int depth)
    {
        if (depth >= _source.Limits.MaxNesting)
        {
            _source.Report(MimeDefectKind.TooDeep, part.BodyStart);
            return;
        }

        if (part.TransferEncoding != TransferEncoding.Identity)
        {
            // Many scripts put quoted-printable or base64 on the multipart and mean its parts, or nothing.
            _source.Report(MimeDefectKind.EncodedMultipart, part.BodyStart);
        }

        Span<byte> dashBoundary = stackalloc byte[BoundaryScanner.MaxBoundaryLength + 2];
        var boundary = part.ContentType.Parameter("boundary")?.TrimEnd();
        if (string.IsNullOrEmpty(boundary) || Encoding.UTF8.GetByteCount(boundary) > BoundaryScanner.MaxBoundaryLength)
        {
            _source.Report(MimeDefectKind.MissingBoundary, part.BodyStart);
        }
        else
        {
            "--"u8.CopyTo(dashBoundary);
            var length = 2 + Encoding.UTF8.GetBytes(boundary, dashBoundary[2..]);
            if (ParseChildren(part, dashBoundary[..length], depth))
                return;
            _source.Report(MimeDefectKind.BoundaryNotFound, part.BodyStart);
        }

        var guess = BoundaryScanner.Guess(part.Body, _source.LineEnd);
        if (!guess.IsEmpty)
            ParseChildren(part, guess, depth);
    }

    private bool ParseChildren(MimePart part, ReadOnlySpan<byte> dashBoundary, int depth)
    {
        var scanner = new BoundaryScanner(_source.Raw.Span[..part.BodyEnd], part.BodyStart, dashBoundary);
        if (!scanner.TryFind(part.BodyStart, out var delimiter))
            return false;
        var children = new List<MimePart>(4);
        while (!delimiter.IsClose)
        {
            if (_source.PartCount >= _source.Limits.MaxParts)
            {
                _source.Report(MimeDefectKind.TooManyParts, delimiter.Next);
                break;
            }

            var start = delimiter.Next;
            var closed = scanner.TryFind(start, out delimiter);
            var end = closed ? delimiter.ContentEnd : part.BodyEnd;
            if (closed || start < end)
            {
                var child = ParsePart(part, children.Count, start, Math.Max(start, end), depth + 1);
                children.Add(child);
                if (child.BodyEnd > Math.Max(start, end))
                    closed = TryResume(part, child, scanner, out delimiter);
            }

            if (closed)
                continue;
            _source.Report(MimeDefectKind.MissingCloseDelimiter, part.BodyEnd);
            break;
        }

        part.ChildArray = [.. children];
        part.CloseEnd = delimiter.IsClose ? delimiter.Next : 0;
        return true;
    }

    /// <summary>Continues behind a child that ends at its own closing delimiter; false if it has none and therefore takes all.</summary>
    private static bool TryResume(MimePart part, MimePart child, in BoundaryScanner scanner, out Delimiter delimiter)
    {
        delimiter = default;
        var closed = child.CloseEnd > 0 && scanner.TryFind(child.CloseEnd, out delimiter);
        child.BodyEnd = closed ? Math.Max(delimiter.ContentEnd, child.BodyStart) : part.BodyEnd;
        return closed;
    }
}
