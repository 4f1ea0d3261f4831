using System.Buffers;

namespace EmailAgent.Mail.Mime;

/// <summary>
/// Keeps the declarations of a style attribute that only change the appearance of text and boxes in their place. Drops everything
/// that loads, runs, or moves content over other content.
/// </summary>
internal static class CssFilter
{
    /// <summary>Values are words, numbers, colours, font names and function calls, which are judged apart.</summary>
    private static readonly SearchValues<char> ValueCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 \t\r\n.,%#+-_!'\"()/");

    public static void Append(ReadOnlySpan<char> style, ref CharBuffer target)
    {
        while (!style.IsEmpty)
        {
            // A semicolon inside quotes would cut a value in two, and both halves then fail or are harmless.
            var end = style.IndexOf(';');
            var declaration = end < 0 ? style : style[..end];
            style = end < 0 ? default : style[(end + 1)..];
            var colon = declaration.IndexOf(':');
            if (colon <= 0)
                continue;
            var value = declaration[(colon + 1)..].Trim();
            if (value.IsEmpty || !TryName(declaration[..colon].Trim(), out var name) || !IsHarmless(value))
                continue;
            if (target.Length > 0)
                target.Append(';');
            target.Append(name);
            target.Append(':');
            target.Append(value);
        }
    }

    private static bool TryName(ReadOnlySpan<char> written, out string name)
    {
        name = string.Empty;
        Span<char> lower = stackalloc char[32];
        if (written.Length > lower.Length)
            return false;
        name = Allowed(lower[..written.ToLowerInvariant(lower)]) ?? string.Empty;
        return name.Length > 0;
    }

    /// <summary>
    /// Functions are refused but for colours, so that url(), expression(), image-set() and var() need no list of their own;
    /// so are escapes and comments, which hide names. Quotes must be closed.
    /// </summary>
    private static bool IsHarmless(ReadOnlySpan<char> value)
    {
        if (value.Length > 512 || value.IndexOfAnyExcept(ValueCharacters) >= 0 || value.Contains("/*", StringComparison.Ordinal))
            return false;
        if (value.Count('"') % 2 != 0 || value.Count('\'') % 2 != 0)
            return false;
        for (var open = value.IndexOf('('); open >= 0;)
        {
            var name = value[..open];
            if (!name.EndsWith("rgb", StringComparison.OrdinalIgnoreCase) && !name.EndsWith("rgba", StringComparison.OrdinalIgnoreCase)
                && !name.EndsWith("hsl", StringComparison.OrdinalIgnoreCase) && !name.EndsWith("hsla", StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }

            var next = value[(open + 1)..].IndexOf('(');
            open = next < 0 ? -1 : open + 1 + next;
        }

        return true;
    }

    private static string? Allowed(ReadOnlySpan<char> name) => name switch
    {
        "color" => "color",
        "background" => "background",
        "background-color" => "background-color",
        "border" => "border",
        "border-bottom" => "border-bottom",
        "border-collapse" => "border-collapse",
        "border-color" => "border-color",
        "border-left" => "border-left",
        "border-radius" => "border-radius",
        "border-right" => "border-right",
        "border-spacing" => "border-spacing",
        "border-style" => "border-style",
        "border-top" => "border-top",
        "border-width" => "border-width",
        "box-sizing" => "box-sizing",
        "caption-side" => "caption-side",
        "clear" => "clear",
        "direction" => "direction",
        "display" => "display",
        "float" => "float",
        "font" => "font",
        "font-family" => "font-family",
        "font-size" => "font-size",
        "font-style" => "font-style",
        "font-variant" => "font-variant",
        "font-weight" => "font-weight",
        "height" => "height",
        "letter-spacing" => "letter-spacing",
        "line-height" => "line-height",
        "list-style-type" => "list-style-type",
        "margin" => "margin",
        "margin-bottom" => "margin-bottom",
        "margin-left" => "margin-left",
        "margin-right" => "margin-right",
        "margin-top" => "margin-top",
        "max-height" => "max-height",
        "max-width" => "max-width",
        "min-height" => "min-height",
        "min-width" => "min-width",
        "opacity" => "opacity",
        "overflow" => "overflow",
        "overflow-wrap" => "overflow-wrap",
        "padding" => "padding",
        "padding-bottom" => "padding-bottom",
        "padding-left" => "padding-left",
        "padding-right" => "padding-right",
        "padding-top" => "padding-top",
        "table-layout" => "table-layout",
        "text-align" => "text-align",
        "text-decoration" => "text-decoration",
        "text-indent" => "text-indent",
        "text-transform" => "text-transform",
        "vertical-align" => "vertical-align",
        "visibility" => "visibility",
        "white-space" => "white-space",
        "width" => "width",
        "word-break" => "word-break",
        "word-spacing" => "word-spacing",
        "word-wrap" => "word-wrap",
        _ => null,
    };
}
