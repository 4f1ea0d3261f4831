namespace EmailAgent.Mail.Mime;

/// <summary>The link being written. Its address follows its text if it adds information.</summary>
internal ref struct HtmlLink
{
    private ReadOnlySpan<char> _address;
    private int _textStart;

    public void Open(ReadOnlySpan<char> attributes, ref HtmlTextWriter writer)
    {
        _address = HtmlAttributes.Find(attributes, "href").Trim();
        _textStart = writer.Length;
        if (!IsWorthShowing(_address))
            _address = default;
    }

    public void Close(ref HtmlTextWriter writer)
    {
        if (_address.IsEmpty)
            return;
        var text = writer.Since(_textStart).Trim();
        var buffer = new CharBuffer(_address.Length);
        HtmlEntities.Decode(_address, ref buffer, attribute: true);
        var address = buffer.Written;
        if (!text.IsEmpty && !address.ContainsAny(" \r\n\t\0") && !Core(text).Equals(Core(address), StringComparison.OrdinalIgnoreCase))
        {
            writer.Text(" ");
            writer.Visible("(");
            writer.Visible(address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? Core(address) : address);
            writer.Visible(")");
        }

        buffer.Dispose();
        _address = default;
    }

    private static bool IsWorthShowing(ReadOnlySpan<char> address) =>
        address.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || address.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)
        || address.StartsWith("ftp://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the part of an address that people compare: no scheme, no "www.", no slash at the end, no query of a mailto.</summary>
    private static ReadOnlySpan<char> Core(ReadOnlySpan<char> address)
    {
        var scheme = address.IndexOf("://");
        if (scheme is >= 0 and < 8)
            address = address[(scheme + 3)..];
        if (address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
        {
            address = address["mailto:".Length..];
            var query = address.IndexOf('?');
            address = query < 0 ? address : address[..query];
        }

        if (address.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
            address = address[4..];
        return address.TrimEnd('/');
    }
}
