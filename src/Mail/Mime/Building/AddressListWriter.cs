namespace EmailAgent.Mail.Mime;

/// <summary>Writes address fields (RFC 5322 section 3.4).</summary>
internal static class AddressListWriter
{
    // A quoted string cannot be folded.
    private const int LongestQuotedName = 60;

    public static void Field(HeaderWriter header, string name, IReadOnlyList<MailAddress> addresses)
    {
        if (addresses.Count == 0)
            return;
        header.Begin(name);
        for (var i = 0; i < addresses.Count; i++)
        {
            var end = i < addresses.Count - 1 ? "," : "";
            var spec = AddressSyntax.Spec(addresses[i].Address, header.Utf8);
            if (string.IsNullOrWhiteSpace(addresses[i].Name))
            {
                header.Word(spec + end);
                continue;
            }

            Phrase(header, HeaderSyntax.Checked(addresses[i].Name!, "A name"));
            header.Word($"<{spec}>{end}");
        }

        header.End();
    }

    private static void Phrase(HeaderWriter header, string name)
    {
        var words = name.Split(' ');
        if (Array.TrueForAll(words, word => HeaderSyntax.IsAtom(word, header.Utf8)) && !name.Contains("=?", StringComparison.Ordinal))
        {
            foreach (var word in words)
                header.Word(word);
        }
        else if (name.Length <= LongestQuotedName && HeaderSyntax.IsPrintable(name, header.Utf8) && !name.Contains("=?", StringComparison.Ordinal))
        {
            header.Word(HeaderSyntax.Quote(name));
        }
        else
        {
            EncodedWords.Write(header, name);
        }
    }
}
