namespace EmailAgent.Mail.Mime;

/// <summary>Comments in structured fields (RFC 5322 section 3.2.2).</summary>
internal static class Comment
{
    /// <summary>Returns the offset behind the comment that begins at <paramref name="start"/>; -1 if it is never closed.</summary>
    public static int End(ReadOnlySpan<byte> value, int start)
    {
        var depth = 0;
        for (var i = start; i < value.Length; i++)
        {
            switch (value[i])
            {
                case (byte)'\\':
                    i++;
                    break;
                case (byte)'(':
                    depth++;
                    break;
                case (byte)')' when --depth == 0:
                    return i + 1;
            }
        }

        return -1;
    }

    /// <summary>Returns the end like <see cref="End"/>, but an unclosed comment reaches to the end of the value.</summary>
    public static int Skip(ReadOnlySpan<byte> value, int start)
    {
        var end = End(value, start);
        return end < 0 ? value.Length : end;
    }
}
