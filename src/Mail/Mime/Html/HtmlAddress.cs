namespace EmailAgent.Mail.Mime;

/// <summary>Judges addresses as browsers read them: blanks and control characters are taken out first (URL standard).</summary>
internal static class HtmlAddress
{
    private static readonly string[] BitmapTypes =
        ["data:image/png;", "data:image/jpeg;", "data:image/jpg;", "data:image/gif;", "data:image/webp;", "data:image/bmp;"];

    /// <summary>Appends the cleaned address and returns its kind.</summary>
    public static HtmlAddressKind Read(ReadOnlySpan<char> value, ref CharBuffer cleaned)
    {
        foreach (var c in value.Trim())
        {
            if (!char.IsControl(c))
                cleaned.Append(c);
        }

        var address = cleaned.Written;
        if (address.StartsWith("//"))
        {
            Prefix("https:", ref cleaned);
            return HtmlAddressKind.Web;
        }

        if (Has(address, "https://") || Has(address, "http://"))
            return HtmlAddressKind.Web;
        if (Has(address, "mailto:") || Has(address, "tel:"))
            return HtmlAddressKind.Contact;
        if (Has(address, "cid:"))
            return HtmlAddressKind.ContentId;
        foreach (var type in BitmapTypes)
        {
            if (Has(address, type))
                return HtmlAddressKind.BitmapData;
        }

        return HtmlAddressKind.Refused;
    }

    private static void Prefix(string scheme, ref CharBuffer cleaned)
    {
        var length = cleaned.Length;
        cleaned.Append(scheme);
        cleaned.Writable[..length].CopyTo(cleaned.Writable[scheme.Length..]);
        scheme.CopyTo(cleaned.Writable);
    }

    private static bool Has(ReadOnlySpan<char> address, string prefix) =>
        address.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
}
