using System.Buffers;

namespace EmailAgent.Mail.Mime;

/// <summary>Writes text and attribute values so that they are nothing but that.</summary>
internal static class HtmlWriter
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create("&<>\"'`\0");

    /// <summary>Decodes the character references of text and escapes it again.</summary>
    public static void Text(ReadOnlySpan<char> raw, ref CharBuffer target)
    {
        if (raw.IndexOfAny(Escaped) < 0)
        {
            target.Append(raw);
            return;
        }

        var decoded = new CharBuffer(raw.Length);
        HtmlEntities.Decode(raw, ref decoded, attribute: false);
        Escape(decoded.Written, ref target);
        decoded.Dispose();
    }

    /// <summary>Writes a blank, the name and the value in double quotes. The value must be decoded.</summary>
    public static void Attribute(scoped ReadOnlySpan<char> name, scoped ReadOnlySpan<char> value, ref CharBuffer target)
    {
        target.Append(' ');
        target.Append(name);
        target.Append("=\"");
        Escape(value, ref target);
        target.Append('"');
    }

    private static void Escape(scoped ReadOnlySpan<char> text, ref CharBuffer target)
    {
        while (true)
        {
            var at = text.IndexOfAny(Escaped);
            if (at < 0)
            {
                target.Append(text);
                return;
            }

            target.Append(text[..at]);
            target.Append(text[at] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                '`' => "&#96;",
                _ => "\uFFFD",
            });
            text = text[(at + 1)..];
        }
    }
}
