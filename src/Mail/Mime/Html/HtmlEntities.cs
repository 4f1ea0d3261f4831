using System.Globalization;
using System.Net;
using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>Character references (HTML standard, section 13.2.5.72).</summary>
internal static class HtmlEntities
{
    private const int MaxLength = 32;

    /// <summary>Reads the reference at the start of a text.</summary>
    /// <param name="text">Begins with an ampersand.</param>
    /// <param name="attribute">In an attribute, "&amp;copy=1" is a query and no reference.</param>
    /// <param name="value">What it stands for.</param>
    /// <returns>Its length; 0 if it is none.</returns>
    public static int Read(ReadOnlySpan<char> text, bool attribute, out Rune value, out string? longer)
    {
        longer = null;
        value = default;
        if (text.Length < 3)
            return 0;
        var body = text[1..Math.Min(text.Length, MaxLength)];
        if (body[0] == '#')
            return ReadNumber(body, out value);
        var length = 0;
        while (length < body.Length && char.IsAsciiLetterOrDigit(body[length]))
            length++;
        var closed = length < body.Length && body[length] == ';';
        if (!closed && attribute)
            return 0;
        var name = body[..length];
        var common = Common(name);
        if (common != '\0')
        {
            value = new Rune(common);
            return 1 + length + (closed ? 1 : 0);
        }

        if (!closed || length < 2)
            return 0;
        longer = WebUtility.HtmlDecode(string.Concat("&", name, ";"));
        if (longer[0] == '&')
            return 0;
        return length + 2;
    }

    /// <summary>Appends a text with its references decoded.</summary>
    public static void Decode(ReadOnlySpan<char> text, ref CharBuffer target, bool attribute)
    {
        while (true)
        {
            var at = text.IndexOf('&');
            if (at < 0)
            {
                target.Append(text);
                return;
            }

            target.Append(text[..at]);
            text = text[at..];
            var length = Read(text, attribute, out var value, out var longer);
            if (length == 0)
                target.Append('&');
            else if (longer is not null)
                target.Append(longer);
            else
                target.Advance(value.EncodeToUtf16(target.Reserve(2)));
            text = text[Math.Max(length, 1)..];
        }
    }

    private static char Common(ReadOnlySpan<char> name) => name switch
    {
        "nbsp" => '\u00A0',
        "amp" or "AMP" => '&',
        "lt" or "LT" => '<',
        "gt" or "GT" => '>',
        "quot" or "QUOT" => '"',
        "apos" => '\'',
        "copy" => '\u00A9',
        "reg" => '\u00AE',
        "zwnj" => '\u200C',
        "rsquo" => '\u2019',
        "shy" => '\u00AD',
        _ => '\0',
    };

    private static int ReadNumber(ReadOnlySpan<char> body, out Rune value)
    {
        var hex = body.Length > 1 && (body[1] | 0x20) == 'x';
        var start = hex ? 2 : 1;
        var end = start;
        while (end < body.Length && (hex ? char.IsAsciiHexDigit(body[end]) : char.IsAsciiDigit(body[end])))
            end++;
        value = Rune.ReplacementChar;
        if (end == start)
            return 0;
        var style = hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        if (int.TryParse(body[start..end], style, CultureInfo.InvariantCulture, out var number))
            value = Meaning(number);
        return 1 + end + (end < body.Length && body[end] == ';' ? 1 : 0);
    }

    /// <summary>Windows-1252 for the C1 range as browsers do; NUL and surrogates are no characters.</summary>
    private static Rune Meaning(int number)
    {
        if (number is >= 0x80 and <= 0x9F)
            return new Rune(TextDecoder.FromWindows1252((char)number));
        return number != 0 && Rune.IsValid(number) ? new Rune(number) : Rune.ReplacementChar;
    }
}
