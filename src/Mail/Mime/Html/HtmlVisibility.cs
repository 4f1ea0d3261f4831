namespace EmailAgent.Mail.Mime;

/// <summary>Decides whether a reader sees an element.</summary>
internal static class HtmlVisibility
{
    public static bool IsHidden(HtmlTag tag, ReadOnlySpan<char> attributes)
    {
        if (tag is HtmlTag.Head or HtmlTag.Svg or HtmlTag.Math or HtmlTag.Template or HtmlTag.Select)
            return true;
        if (attributes.Length < 6)
            return false;
        var reader = new HtmlAttributes(attributes);
        while (reader.Read())
        {
            if (reader.Name.Equals("hidden", StringComparison.OrdinalIgnoreCase))
                return true;
            if (reader.Name.Equals("style", StringComparison.OrdinalIgnoreCase) && Hides(reader.Value))
                return true;
        }

        return false;
    }

    /// <summary>Returns whether a style hides the element, by the methods that newsletters use for their preview text.</summary>
    private static bool Hides(ReadOnlySpan<char> style)
    {
        while (!style.IsEmpty)
        {
            var end = style.IndexOf(';');
            var declaration = end < 0 ? style : style[..end];
            style = end < 0 ? default : style[(end + 1)..];
            var colon = declaration.IndexOf(':');
            if (colon < 0)
                continue;
            var property = declaration[..colon].Trim();
            var value = declaration[(colon + 1)..].Trim();
            var important = value.IndexOf('!');
            if (important >= 0)
                value = value[..important].TrimEnd();
            if (Hides(property, value))
                return true;
        }

        return false;
    }

    private static bool Hides(ReadOnlySpan<char> property, ReadOnlySpan<char> value) =>
        (Is(property, "display") && Is(value, "none"))
        || (Is(property, "visibility") && Is(value, "hidden"))
        || (Is(property, "mso-hide") && Is(value, "all"))
        || (Is(property, "opacity") && IsZero(value))
        || (Is(property, "max-height") && IsZero(value));

    private static bool Is(ReadOnlySpan<char> text, string lower) => text.Equals(lower, StringComparison.OrdinalIgnoreCase);

    private static bool IsZero(ReadOnlySpan<char> value) => value is "0" or "0px" or "0pt" or "0em" or "0%" or "0.0";
}
