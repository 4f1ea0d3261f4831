using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>Reads Message-ID, In-Reply-To, References and Content-ID (RFC 5322 section 3.6.4).</summary>
internal static class MessageIdHeader
{
    /// <summary>Returns the first identifier, or the bare text if brackets are missing; null if there is none.</summary>
    public static string? First(ReadOnlySpan<byte> value)
    {
        while (TryTake(ref value, out var id))
        {
            if (ToText(id) is { Length: > 0 } text)
                return text;
        }

        return ToText(value.Trim(" \t\r\n<>"u8)) is { Length: > 0 } bare ? bare : null;
    }

    /// <summary>
    /// Returns all identifiers. A field without any bracket is read as identifiers between blanks. Beyond the limit those in the
    /// middle are omitted, because threads depend on the first and the last.
    /// </summary>
    public static string[] All(ReadOnlySpan<byte> value, int limit, out bool complete)
    {
        complete = true;
        if (value.IsEmpty)
            return [];
        var first = new List<string>();
        var last = new Queue<string>();
        var bracketed = value.Contains((byte)'<');
        while (bracketed ? TryTake(ref value, out var id) : TryTakeBare(ref value, out id))
        {
            // Control characters alone are no identifier either.
            if (ToText(id) is not { Length: > 0 } text)
                continue;
            if (first.Count < (limit + 1) / 2)
            {
                first.Add(text);
                continue;
            }

            last.Enqueue(text);
            if (last.Count > limit / 2)
            {
                complete = false;
                last.Dequeue();
            }
        }

        return [.. first, .. last];
    }

    private static bool TryTake(ref ReadOnlySpan<byte> value, out ReadOnlySpan<byte> id)
    {
        id = default;
        var open = value.IndexOf((byte)'<');
        if (open < 0)
            return false;
        value = value[(open + 1)..];
        var close = value.IndexOfAny((byte)'>', (byte)'<');
        id = close < 0 ? value : value[..close];
        value = close < 0 ? default : value[(value[close] == (byte)'>' ? close + 1 : close)..];
        id = id.Trim(" \t\r\n"u8);
        return true;
    }

    private static bool TryTakeBare(ref ReadOnlySpan<byte> value, out ReadOnlySpan<byte> id)
    {
        value = value.TrimStart(" \t\r\n,"u8);
        var end = value.IndexOfAny(" \t\r\n,"u8);
        id = end < 0 ? value : value[..end];
        value = value[id.Length..];

        // Words around an identifier ("Your message of Monday") have no at sign, and neither has "null".
        if (!id.Contains((byte)'@'))
            id = default;
        return !id.IsEmpty || !value.IsEmpty;
    }

    /// <summary>Identifiers folded in the middle (Exchange, long Lotus ids) lose the fold.</summary>
    private static string ToText(ReadOnlySpan<byte> id)
    {
        if (id.IndexOfAnyExceptInRange((byte)'!', (byte)'~') < 0)
            return Encoding.ASCII.GetString(id);
        var bytes = new ByteBuffer(id.Length);
        foreach (var b in id)
        {
            if (b is > 32 and not 127)
                bytes.Append(b);
        }

        var text = HeaderText.Decode(bytes.Written);
        bytes.Dispose();
        return text;
    }
}
