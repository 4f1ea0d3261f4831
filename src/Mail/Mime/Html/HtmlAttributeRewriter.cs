namespace EmailAgent.Mail.Mime;

/// <summary>Writes the allowed attributes of one start tag.</summary>
internal static class HtmlAttributeRewriter
{
    private const int MaxNameLength = 16;

    /// <summary>Highest number of attributes. No element has more allowed ones, and a repeated name would not be well-formed.</summary>
    private const int MaxAttributes = 24;

    public static void Append(HtmlTag tag, ReadOnlySpan<char> attributes, HtmlSanitizerOptions options, ref CharBuffer target)
    {
        Span<char> name = stackalloc char[MaxNameLength];
        Span<int> seen = stackalloc int[MaxAttributes];
        var count = 0;
        var linked = false;
        var reader = new HtmlAttributes(attributes);
        while (count < MaxAttributes && reader.Read())
        {
            if (reader.Name.Length > MaxNameLength)
                continue;
            var lower = name[..reader.Name.ToLowerInvariant(name)];
            var hash = string.GetHashCode(lower);
            if (seen[..count].Contains(hash))
                continue;
            var value = new CharBuffer(reader.Value.Length);
            HtmlEntities.Decode(reader.Value, ref value, attribute: true);
            if (AppendOne(tag, lower, value.Written, options, ref target))
            {
                seen[count++] = hash;
                linked |= lower is "href";
            }

            value.Dispose();
        }

        // A page opened from a message must not reach back into the reader.
        if (linked)
            target.Append(" target=\"_blank\" rel=\"noopener noreferrer nofollow\"");
    }

    private static bool AppendOne(
        HtmlTag tag, scoped ReadOnlySpan<char> name, ReadOnlySpan<char> value, HtmlSanitizerOptions options, ref CharBuffer target)
    {
        switch (name)
        {
            case "href":
                return tag == HtmlTag.A && AppendLink(value, ref target);
            case "src":
                return tag == HtmlTag.Img && AppendImage(value, options, ref target);
            case "style":
                return AppendStyle(value, ref target);
            default:
                if (!HtmlAllowList.AllowsAttribute(name))
                    return false;
                HtmlWriter.Attribute(name, value, ref target);
                return true;
        }
    }

    private static bool AppendLink(ReadOnlySpan<char> value, ref CharBuffer target)
    {
        var address = new CharBuffer(value.Length + 8);
        var kind = HtmlAddress.Read(value, ref address);
        var ok = kind is HtmlAddressKind.Web or HtmlAddressKind.Contact;
        if (ok)
            HtmlWriter.Attribute("href", address.Written, ref target);
        address.Dispose();
        return ok;
    }

    private static bool AppendImage(ReadOnlySpan<char> value, HtmlSanitizerOptions options, ref CharBuffer target)
    {
        var address = new CharBuffer(value.Length + 8);
        var name = HtmlAddress.Read(value, ref address) switch
        {
            HtmlAddressKind.Web => options.AllowRemoteContent ? "src" : "data-remote-src",
            HtmlAddressKind.ContentId or HtmlAddressKind.BitmapData => "src",
            _ => null,
        };
        if (name is not null)
            HtmlWriter.Attribute(name, address.Written, ref target);
        address.Dispose();
        return name is not null;
    }

    private static bool AppendStyle(ReadOnlySpan<char> value, ref CharBuffer target)
    {
        var style = new CharBuffer(value.Length);
        CssFilter.Append(value, ref style);
        var any = style.Length > 0;
        if (any)
            HtmlWriter.Attribute("style", style.Written, ref target);
        style.Dispose();
        return any;
    }
}
