using System.Buffers;
using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>Turns the pieces of an address entry into text.</summary>
internal static class AddressText
{
    private static readonly SearchValues<byte> Plain = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.@-_+=!#$%&*/?^`{|}~"u8);

    /// <summary>Returns an address without route, comments, blanks and "mailto:".</summary>
    public static string Clean(ReadOnlySpan<byte> raw)
    {
        if (!raw.IsEmpty && raw[0] != (byte)'@' && raw.IndexOfAnyExcept(Plain) < 0)
            return Encoding.ASCII.GetString(raw);
        var bytes = new ByteBuffer(raw.Length);
        AppendWithoutBlanks(ref bytes, raw);
        var address = bytes.Written;
        if (address.StartsWith("mailto:"u8))
            address = address["mailto:"u8.Length..];

        // <@relay,@relay2:user@host> (obsolete route, RFC 5322 section 4.4).
        var colon = address.StartsWith("@"u8) ? address.IndexOf((byte)':') : -1;
        address = address[(colon + 1)..];
        if (address.Length > 2 && address[0] == (byte)'"' && address[^1] == (byte)'"')
            address = address[1..^1];
        var text = HeaderText.Decode(address);
        bytes.Dispose();
        return text;
    }

    /// <summary>
    /// Splits an entry without angle brackets that contains an at sign: the word around it is the address, and the words before it
    /// are a name ("John Doe john@example.com", sent by scripts).
    /// </summary>
    public static MailAddress Split(ReadOnlySpan<byte> phrase, string? comment)
    {
        if (phrase.IndexOfAnyExcept(Plain) < 0)
            return new MailAddress(comment, Encoding.ASCII.GetString(phrase));
        var at = phrase.LastIndexOf((byte)'@');
        var start = at;
        while (start > 0 && !IsBlank(phrase, start - 1))
            start--;

        // After a quoted name, or around a free-standing at sign, the parts cannot be distinguished: take all of it.
        var quoted = phrase[..at].Contains((byte)'"');
        if (start == at || start == 0 || (quoted && phrase[start] != (byte)'"' && phrase[start..at].Contains((byte)'"')))
            return new MailAddress(comment, Clean(phrase));
        var name = quoted ? Unquote(phrase[..start]) : HeaderText.Decode(phrase[..start]);
        return new MailAddress(name.Length == 0 ? comment : name, Clean(phrase[start..]));
    }

    /// <summary>Removes quotes, escapes and comments from a phrase; decodes encoded words also inside quotes.</summary>
    public static string Unquote(ReadOnlySpan<byte> phrase)
    {
        var bytes = new ByteBuffer(phrase.Length);
        var quoted = false;
        var commentsEnd = true;
        for (var i = 0; i < phrase.Length; i++)
        {
            var b = phrase[i];
            var end = b == (byte)'(' && !quoted && commentsEnd ? Comment.End(phrase, i) : 0;
            commentsEnd &= end >= 0;
            if (b == (byte)'"')
                quoted = !quoted;
            else if (b == (byte)'\\' && quoted && i + 1 < phrase.Length)
                bytes.Append(phrase[++i]);
            else if (end > 0)
                i = end < phrase.Length && IsBlank(phrase, end) ? end : end - 1;
            else
                bytes.Append(b);
        }

        var text = HeaderText.Decode(bytes.Written);
        bytes.Dispose();
        return text;
    }

    private static bool IsBlank(ReadOnlySpan<byte> phrase, int index) =>
        phrase[index] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    private static void AppendWithoutBlanks(ref ByteBuffer bytes, ReadOnlySpan<byte> raw)
    {
        var quoted = false;
        var commentsEnd = true;
        for (var i = 0; i < raw.Length; i++)
        {
            var b = raw[i];
            if (b == (byte)'"')
                quoted = !quoted;
            if (!quoted && b == (byte)'(' && commentsEnd)
            {
                var end = Comment.End(raw, i);
                commentsEnd = end > 0;
                i = end > 0 ? end - 1 : i;
            }
            else if (quoted || !IsBlank(raw, i))
            {
                bytes.Append(b);
            }
        }
    }
}
