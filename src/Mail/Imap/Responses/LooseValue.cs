using System.Globalization;
using System.Text;
using EmailAgent.Mail.Imap.Wire;
using EmailAgent.Mail.Mime;

namespace EmailAgent.Mail.Imap.Responses;

/// <summary>
/// Reads elements of a list whatever their shape: an element that ends early is NIL, a list in place of a string is NIL, a quoted
/// number is a number. A server's description of a broken message is no reason to end the connection.
/// </summary>
internal static class LooseValue
{
    /// <summary>Reads a string, decoded as UTF-8; null for NIL, a list, or the end of the list.</summary>
    public static string? Text(ref ImapTokenizer tokens)
    {
        using var bytes = Bytes(ref tokens);
        return bytes is null ? null : Encoding.UTF8.GetString(bytes.Memory.Span);
    }

    /// <summary>Reads a string like <see cref="Text"/> and decodes encoded words and other charsets.</summary>
    public static string? Decoded(ref ImapTokenizer tokens)
    {
        using var bytes = Bytes(ref tokens);
        return bytes is null ? null : HeaderText.Decode(bytes.Memory.Span);
    }

    /// <summary>Reads a string like <see cref="Text"/> in lower case.</summary>
    public static string? Lower(ref ImapTokenizer tokens) => Text(ref tokens)?.Trim().ToLowerInvariant();

    /// <summary>Reads a number; null for anything else.</summary>
    public static ulong? Number(ref ImapTokenizer tokens)
        => ulong.TryParse(Text(ref tokens), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>Passes over one element, unless the list ends here.</summary>
    public static void Skip(ref ImapTokenizer tokens)
    {
        if (!AtListEnd(ref tokens))
        {
            tokens.SkipValue();
        }
    }

    /// <summary>Passes over everything up to and with the end of the list.</summary>
    public static void SkipRest(ref ImapTokenizer tokens)
    {
        while (!tokens.TryTake(')'))
        {
            tokens.SkipValue();
        }
    }

    /// <summary>Takes the end of a list. Elements that are missing do not end the loop of a list that is cut off; this does.</summary>
    /// <exception cref="ImapProtocolException">The response ends within the list.</exception>
    public static bool TryTakeEnd(ref ImapTokenizer tokens)
        => tokens.TryTake(')') || (tokens.Peek() == 0 ? throw tokens.Malformed("a list without its end") : false);

    public static bool AtListEnd(ref ImapTokenizer tokens) => tokens.Peek() is 0 or (byte)')';

    private static Literal? Bytes(ref ImapTokenizer tokens)
    {
        if (AtListEnd(ref tokens) || tokens.Peek() != '(')
        {
            return AtListEnd(ref tokens) ? null : tokens.NStringBytes();
        }

        tokens.SkipValue();
        return null;
    }
}
