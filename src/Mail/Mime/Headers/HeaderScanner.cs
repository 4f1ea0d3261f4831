using System.Buffers;
using System.Runtime.CompilerServices;

namespace EmailAgent.Mail.Mime;

/// <summary>Finds the header fields of one part and the place where its body begins (RFC 5322 section 2.2).</summary>
internal ref struct HeaderScanner
{
    /// <summary>Bytes that a field name cannot contain, and the colon that ends it.</summary>
    private static readonly SearchValues<byte> NameEnd = SearchValues.Create(NameEndBytes());

    [ThreadStatic]
    private static HeaderField[]? t_scratch;

    private readonly MimeSource _source;
    private readonly ReadOnlySpan<byte> _raw;
    private readonly byte _lineEnd;
    private HeaderField[] _fields;
    private int _count;
    private bool _full;

    private HeaderScanner(MimeSource source, int end)
    {
        _source = source;
        _raw = source.Raw.Span[..end];
        _lineEnd = source.LineEnd;
        _fields = t_scratch ??= new HeaderField[64];
    }

    /// <summary>Reads the fields that start at <paramref name="start"/>.</summary>
    /// <param name="bodyStart">Offset of the first byte after the empty line.</param>
    public static HeaderField[] Scan(MimeSource source, int start, int end, out int bodyStart)
    {
        var scanner = new HeaderScanner(source, end);
        bodyStart = scanner.Run(start);
        t_scratch = scanner._fields;
        return scanner._fields.AsSpan(0, scanner._count).ToArray();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Run(int start)
    {
        // Editors on Windows put a byte order mark at the start of a saved message.
        if (_raw[start..].StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            start += 3;
        var pos = start;
        while (pos < _raw.Length)
        {
            var line = LineAt(pos, out var next);
            if (line.IsEmpty)
                return next;
            if (line[0] is (byte)' ' or (byte)'\t')
            {
                if (!Continue(line, pos, next))
                    return next;
            }
            else if (NameLength(line, out var valueStart) is > 0 and var nameLength)
            {
                Add(pos, nameLength, pos + valueStart, pos + line.Length);
            }
            else if (pos == start && IsMboxSeparator(line))
            {
                _source.Report(MimeDefectKind.MboxSeparator, pos);
            }
            else if (!IsDelimiter(line) && IsUnmistakableField(next))
            {
                // Relays that break a long line in two leave such a rest among the fields.
                _source.Report(MimeDefectKind.InvalidHeaderLine, pos);
            }
            else
            {
                _source.Report(MimeDefectKind.MissingBlankLine, pos);
                return pos;
            }

            pos = next;
        }

        return _raw.Length;
    }

    private readonly ReadOnlySpan<byte> LineAt(int pos, out int next)
    {
        var rest = _raw[pos..];
        var length = rest.IndexOf(_lineEnd);
        next = length < 0 ? _raw.Length : pos + length + 1;
        if (length < 0)
            length = rest.Length;
        while (length > 0 && rest[length - 1] == (byte)'\r')
            length--;
        return rest[..length];
    }

    /// <summary>Adds a folded line to the field above it; false if it is the end of the header block after all.</summary>
    private bool Continue(ReadOnlySpan<byte> line, int pos, int next)
    {
        // A line of blanks is an obsolete fold (RFC 5322 section 4.2) or a bad separator: what follows it decides.
        if (line.TrimStart(" \t"u8).IsEmpty && next < _raw.Length)
        {
            var following = LineAt(next, out _);
            if (!following.IsEmpty && following[0] is not ((byte)' ' or (byte)'\t') && NameLength(following, out _) <= 0)
            {
                _source.Report(MimeDefectKind.MissingBlankLine, pos);
                return false;
            }
        }

        if (_count == 0)
            _source.Report(MimeDefectKind.InvalidHeaderLine, pos);
        else if (!_full)
            Extend(ref _fields[_count - 1], pos + line.Length);
        return true;
    }

    private readonly void Extend(ref HeaderField field, int valueEnd)
    {
        if (valueEnd - field.ValueStart <= _source.Limits.MaxHeaderLength)
        {
            field.ValueEnd = valueEnd;
        }
        else if (field.ValueEnd - field.ValueStart < _source.Limits.MaxHeaderLength)
        {
            field.ValueEnd = field.ValueStart + _source.Limits.MaxHeaderLength;
            _source.Report(MimeDefectKind.HeaderTooLong, field.Start);
        }
    }

    private void Add(int start, int nameLength, int valueStart, int valueEnd)
    {
        if (_count == _source.Limits.MaxHeaders)
        {
            if (!_full)
                _source.Report(MimeDefectKind.TooManyHeaders, start);
            _full = true;
            return;
        }

        if (_count == _fields.Length)
            Array.Resize(ref _fields, _fields.Length * 2);
        ref var field = ref _fields[_count++];
        field.Start = start;
        field.NameLength = nameLength;
        field.ValueStart = valueStart;
        field.ValueEnd = valueStart;
        field.Id = HeaderNames.Identify(_raw.Slice(start, nameLength));
        Extend(ref field, valueEnd);
    }

    /// <summary>Returns the length of the field name at the start of a line; 0 if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int NameLength(ReadOnlySpan<byte> line, out int valueStart)
    {
        valueStart = 0;
        var length = line.IndexOfAny(NameEnd);
        if (length <= 0)
            return 0;
        var colon = length;
        if (line[colon] != (byte)':')
        {
            // "Subject : text" (RFC 5322 section 4.5, sent by old list managers), but not "Note : text" in a body.
            while (colon < line.Length && line[colon] is (byte)' ' or (byte)'\t')
                colon++;
            if (colon == line.Length || line[colon] != (byte)':' || !HeaderNames.IsUnmistakable(line[..length]))
                return 0;
        }

        valueStart = colon + 1;
        return length;
    }

    private readonly bool IsUnmistakableField(int pos)
    {
        if (pos >= _raw.Length)
            return false;
        var line = LineAt(pos, out _);
        return NameLength(line, out _) is > 0 and var length && HeaderNames.IsUnmistakable(line[..length]);
    }

    /// <summary>Returns whether a line looks like the first delimiter of a multipart whose header lacks the empty line.</summary>
    private static bool IsDelimiter(ReadOnlySpan<byte> line) => line.Length > 2 && line.StartsWith("--"u8) && line[2] > (byte)' ';

    private static bool IsMboxSeparator(ReadOnlySpan<byte> line) =>
        line.StartsWith("From "u8) || line.StartsWith(">From "u8);

    private static byte[] NameEndBytes()
    {
        var bytes = new List<byte>();
        for (var b = 0; b < 256; b++)
        {
            if (b is <= ' ' or ':' or >= 127)
                bytes.Add((byte)b);
        }

        return [.. bytes];
    }
}
