using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>Reads parameter lists, RFC 2231 continuations and charsets included.</summary>
internal static class ParameterParser
{
    [ThreadStatic]
    private static RawParameter[]? t_scratch;

    /// <summary>Reads the parameters behind <paramref name="start"/>. Of several with one name the first counts.</summary>
    /// <param name="complete">False if there were more than the limit allows.</param>
    public static MimeParameter[] Parse(ReadOnlySpan<byte> value, int start, int limit, out bool complete)
    {
        complete = true;
        var raw = t_scratch ??= new RawParameter[16];
        var count = 0;
        var scanner = new ParameterScanner(value, start);
        while (scanner.TryRead(out var parameter))
        {
            if (count == limit)
            {
                complete = false;
                break;
            }

            if (count == raw.Length)
                Array.Resize(ref raw, count * 2);
            raw[count++] = parameter;
        }

        t_scratch = raw;
        return count == 0 ? [] : Combine(value, raw.AsSpan(0, count));
    }

    private static MimeParameter[] Combine(ReadOnlySpan<byte> value, Span<RawParameter> raw)
    {
        var result = new MimeParameter[raw.Length];
        var count = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i].Taken)
                continue;
            var name = value.Slice(raw[i].NameStart, raw[i].NameLength);
            var text = IsAlone(value, raw, i) ? DecodePlain(value, raw[i]) : Join(value, raw, i);
            result[count++] = new MimeParameter(KnownTokens.Lower(name), text);
        }

        return count == result.Length ? result : result[..count];
    }

    private static bool IsAlone(ReadOnlySpan<byte> value, Span<RawParameter> raw, int index)
    {
        ref var first = ref raw[index];
        var alone = !first.Extended && first.Section < 0;
        for (var i = index + 1; i < raw.Length; i++)
            alone &= !SameName(value, raw[i], first);
        return alone;
    }

    /// <summary>Joins all parameters of one name to one value; the forms of RFC 2231 take precedence over a plain duplicate.</summary>
    private static string Join(ReadOnlySpan<byte> value, Span<RawParameter> raw, int index)
    {
        var first = raw[index];
        int whole = -1, plain = -1;
        var sections = 0;
        for (var i = index; i < raw.Length; i++)
        {
            if (!SameName(value, raw[i], first))
                continue;
            raw[i].Taken = true;
            if (raw[i].Section >= 0)
                sections++;
            else if (raw[i].Extended)
                whole = whole < 0 ? i : whole;
            else
                plain = plain < 0 ? i : plain;
        }

        if (whole >= 0)
            return DecodeExtended(value, raw, whole, sections: false);
        return sections > 0 ? DecodeExtended(value, raw, index, sections: true) : DecodePlain(value, raw[plain]);
    }

    private static string DecodeExtended(ReadOnlySpan<byte> value, Span<RawParameter> raw, int index, bool sections)
    {
        var bytes = new ByteBuffer(256);
        try
        {
            ReadOnlySpan<byte> charset = default;
            var first = raw[index];
            var extended = false;
            for (int at = sections ? NextSection(value, raw, first, -1) : index, n = 0; at >= 0; n++)
            {
                var piece = value.Slice(raw[at].ValueStart, raw[at].ValueLength);
                if (n == 0 && raw[at].Extended)
                    piece = TakeCharset(piece, out charset);
                extended |= raw[at].Extended;
                if (raw[at].Extended)
                    AppendPercentDecoded(ref bytes, piece);
                else
                    AppendUnescaped(ref bytes, piece, raw[at].Quoted);
                at = sections ? NextSection(value, raw, first, raw[at].Section) : -1;
            }

            return extended ? Text(bytes.Written, CharsetNames.Find(charset)) : HeaderText.Decode(bytes.Written);
        }
        finally
        {
            bytes.Dispose();
        }
    }

    /// <summary>Returns the index of the section that follows number <paramref name="after"/>; -1 at the end. Gaps are skipped.</summary>
    private static int NextSection(ReadOnlySpan<byte> value, Span<RawParameter> raw, in RawParameter first, int after)
    {
        var next = -1;
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i].Section > after && (next < 0 || raw[i].Section < raw[next].Section) && SameName(value, raw[i], first))
                next = i;
        }

        return next;
    }

    /// <summary>Splits "charset'language'text"; some senders (old Outlook Web Access) leave both out.</summary>
    private static ReadOnlySpan<byte> TakeCharset(ReadOnlySpan<byte> piece, out ReadOnlySpan<byte> charset)
    {
        charset = default;
        var quote = piece.IndexOf((byte)'\'');
        if (quote < 0)
            return piece;
        var rest = piece[(quote + 1)..];
        var second = rest.IndexOf((byte)'\'');
        if (second < 0)
            return piece;
        charset = piece[..quote];
        return rest[(second + 1)..];
    }

    private static void AppendPercentDecoded(ref ByteBuffer bytes, ReadOnlySpan<byte> piece)
    {
        for (var i = 0; i < piece.Length; i++)
        {
            if (piece[i] == (byte)'%' && i + 2 < piece.Length && Hex.TryDecode(piece[i + 1], piece[i + 2], out var b))
            {
                bytes.Append(b);
                i += 2;
            }
            else
            {
                bytes.Append(piece[i]);
            }
        }
    }

    private static string DecodePlain(ReadOnlySpan<byte> value, in RawParameter parameter)
    {
        var piece = value.Slice(parameter.ValueStart, parameter.ValueLength);
        if (!parameter.Quoted || !piece.Contains((byte)'\\'))
            return HeaderText.Decode(piece);
        var bytes = new ByteBuffer(piece.Length);
        AppendUnescaped(ref bytes, piece, quoted: true);
        var text = HeaderText.Decode(bytes.Written);
        bytes.Dispose();
        return text;
    }

    /// <summary>
    /// Appends text without escapes. A backslash escapes only characters that need it: Outlook Express sent Windows paths with single
    /// backslashes.
    /// </summary>
    private static void AppendUnescaped(ref ByteBuffer bytes, ReadOnlySpan<byte> piece, bool quoted)
    {
        for (var i = 0; i < piece.Length; i++)
        {
            if (quoted && piece[i] == (byte)'\\' && i + 1 < piece.Length && piece[i + 1] is (byte)'"' or (byte)'\\')
                i++;
            bytes.Append(piece[i]);
        }
    }

    private static string Text(ReadOnlySpan<byte> bytes, Charset? charset)
    {
        var buffer = new CharBuffer(bytes.Length);
        try
        {
            TextDecoder.Append(ref buffer, bytes, charset);
            return HeaderText.Clean(ref buffer);
        }
        finally
        {
            buffer.Dispose();
        }
    }

    private static bool SameName(ReadOnlySpan<byte> value, in RawParameter a, in RawParameter b) =>
        a.NameLength == b.NameLength
        && Ascii.EqualsIgnoreCase(value.Slice(a.NameStart, a.NameLength), value.Slice(b.NameStart, b.NameLength));
}
