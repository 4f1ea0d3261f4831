using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>Reads "From sender date" lines.</summary>
internal static class MboxSeparator
{
    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>
    /// Whether a line is a separator: behind the sender stands a weekday and a time (ctime, RFC 4155), which a sentence that begins with "From "
    /// has not. Writers without a sender put "-" or nothing.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> line, out string sender, out DateTimeOffset? date)
    {
        sender = string.Empty;
        date = null;
        if (!line.StartsWith("From "u8))
            return false;
        var rest = line["From "u8.Length..].Trim(" \t\r\n"u8);
        var at = FindDay(rest);
        if (at < 0 || rest[at..].IndexOf((byte)':') < 0)
            return false;
        date = DateHeader.Parse(rest[at..]);
        if (date is null)
            return false;
        sender = Encoding.Latin1.GetString(rest[..at].Trim((byte)' '));
        return true;
    }

    /// <summary>Offset of the weekday at the start of a word; -1 where there is none.</summary>
    private static int FindDay(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i + 4 <= text.Length; i++)
        {
            if ((i > 0 && text[i - 1] != (byte)' ') || text[i + 3] is not ((byte)' ' or (byte)','))
                continue;
            foreach (var day in Days)
            {
                if (Ascii.EqualsIgnoreCase(text.Slice(i, 3), day))
                    return i;
            }
        }

        return -1;
    }
}
