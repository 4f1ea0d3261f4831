namespace EmailAgent.Mail.Mime;

/// <summary>Reads the List- fields.</summary>
internal static class MailingListHeaders
{
    /// <summary>Addresses of one field. Senders give two; the limit keeps a hostile field from becoming a long list.</summary>
    private const int MaxAddresses = 16;

    public static MailingList? Read(HeaderList headers)
    {
        var any = false;
        foreach (var header in headers)
            any |= header.HasPrefix("list-"u8);
        if (!any)
            return null;
        var (id, name) = Id(headers);
        var oneClick = headers["List-Unsubscribe-Post"]?.Contains("One-Click", StringComparison.OrdinalIgnoreCase) ?? false;
        return new MailingList(
            id, name, Addresses(headers, "List-Unsubscribe"), oneClick, Addresses(headers, "List-Subscribe"), Addresses(headers, "List-Post"),
            Addresses(headers, "List-Archive"), Addresses(headers, "List-Help"), Addresses(headers, "List-Owner"));
    }

    /// <summary>Parses "Name &lt;id&gt;" (RFC 2919 section 2); some lists write the identifier alone.</summary>
    private static (string? Id, string? Name) Id(HeaderList headers)
    {
        var text = headers["List-Id"]?.Trim();
        if (string.IsNullOrEmpty(text))
            return (null, null);
        var open = text.LastIndexOf('<');
        if (open < 0)
            return (text, null);
        var close = text.IndexOf('>', open);
        var id = text[(open + 1)..(close < 0 ? text.Length : close)].Trim();
        var name = text[..open].Trim().Trim('"').Trim();
        return (id.Length == 0 ? null : id, name.Length == 0 ? null : name);
    }

    /// <summary>Returns the addresses in angle brackets (RFC 2369 section 2); text without them is used if it is an address.</summary>
    private static List<string> Addresses(HeaderList headers, string field)
    {
        var result = new List<string>();
        var text = (headers[field] ?? string.Empty).AsSpan();
        if (!text.Contains('<') && (text.StartsWith("http", StringComparison.OrdinalIgnoreCase) || text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)))
            return [text.ToString()];
        while (result.Count < MaxAddresses)
        {
            var open = text.IndexOf('<');
            var close = open < 0 ? -1 : text[open..].IndexOf('>');
            if (close < 0)
                break;
            var address = text.Slice(open + 1, close - 1).ToString().Replace(" ", string.Empty, StringComparison.Ordinal);
            if (address.Length > 0)
                result.Add(address);
            text = text[(open + close + 1)..];
        }

        return result;
    }
}
