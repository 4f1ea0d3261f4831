using System.Text;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Responses;

/// <summary>Reads what follows the condition of a status response: an optional code in brackets and words for people.</summary>
internal static class StatusParser
{
    private const int HumanTextLimit = 500;

    public static StatusResponse Parse(ref ImapTokenizer tokens, string? tag, StatusCondition condition)
    {
        ResponseCode? code = null;
        if (tokens.Peek() == '[' && tokens.Rest.Contains((byte)']'))
        {
            code = Code(tokens.Rest, out var length);
            return new StatusResponse(tag, condition, code, HumanText(tokens.Rest[length..]));
        }

        return new StatusResponse(tag, condition, code, HumanText(tokens.Rest));
    }

    /// <summary>Returns the text trimmed, shortened and without control characters, for messages and logs.</summary>
    public static string HumanText(ReadOnlySpan<byte> text)
    {
        text = text.Trim((byte)' ');
        var decoded = Encoding.UTF8.GetString(text[..Math.Min(text.Length, HumanTextLimit)]);
        return string.Create(decoded.Length, decoded, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.IsControl(source[i]) ? ' ' : source[i];
            }
        });
    }

    private static ResponseCode Code(ReadOnlySpan<byte> text, out int length)
    {
        var quoted = false;
        var end = 1;
        while (end < text.Length && (quoted || text[end] != ']'))
        {
            quoted ^= text[end] == '"';
            end++;
        }

        if (end == text.Length)
        {
            end = text.IndexOf((byte)']');
        }

        length = end + 1;
        var inner = Encoding.UTF8.GetString(text[1..end]).Trim();
        var space = inner.IndexOf(' ', StringComparison.Ordinal);
        return space < 0
            ? new ResponseCode(inner.ToUpperInvariant(), "")
            : new ResponseCode(inner[..space].ToUpperInvariant(), inner[(space + 1)..].Trim());
    }
}
