using System.Buffers.Text;
using System.Globalization;
using EmailAgent.Providers.Http;

namespace EmailAgent.Providers.Gmail;

/// <summary>The answer to one call of a batch.</summary>
/// <param name="Index">The position of the call.</param>
internal readonly record struct GmailPart(int Index, CallOutcome Outcome, ReadOnlyMemory<byte> Body)
{
    private static readonly CallOutcome Garbled = new(CallVerdict.Failing, "A part of Gmail's answer cannot be read.");

    /// <summary>Returns the number in a Content-ID such as <c>&lt;response-item7&gt;</c>.</summary>
    public static int? IndexOf(string? contentId)
    {
        var digits = contentId?.LastIndexOf("item", StringComparison.Ordinal) is >= 0 and var at ? contentId.AsSpan(at + 4).TrimEnd('>') : default;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;
    }

    /// <summary>Reads an HTTP response: status line, header fields, empty line, body.</summary>
    public static GmailPart Parse(int index, ReadOnlyMemory<byte> response)
    {
        var head = response.Span;
        var end = head.IndexOf("\r\n\r\n"u8);
        head = end < 0 ? head : head[..end];
        if (!head.StartsWith("HTTP/"u8) || head.IndexOf((byte)' ') is not (> 0 and var space)
            || !Utf8Parser.TryParse(head[(space + 1)..], out int status, out _))
        {
            return new GmailPart(index, Garbled, default);
        }

        var body = end < 0 ? default : response[(end + 4)..];
        return new GmailPart(index, GmailJudge.Of(status, body.Span, RetryAfter(head)), body);
    }

    private static TimeSpan? RetryAfter(ReadOnlySpan<byte> head)
    {
        foreach (var range in head.Split("\r\n"u8))
        {
            var line = head[range];
            if (line.Length > 12 && System.Text.Ascii.EqualsIgnoreCase(line[..12], "retry-after:"u8)
                && Utf8Parser.TryParse(line[12..].TrimStart((byte)' '), out int seconds, out _) && seconds >= 0)
            {
                return TimeSpan.FromSeconds(seconds);
            }
        }

        return null;
    }
}
