namespace EmailAgent.Mail.Imap;

/// <summary>A part of a message to fetch (RFC 9051 section 6.4.5). Always fetched with PEEK: \Seen is not set.</summary>
public sealed record ImapBodySection
{
    private ImapBodySection(string section) => Section = section;

    /// <summary>The whole message.</summary>
    public static ImapBodySection Whole { get; } = new("");

    /// <summary>The header of the message.</summary>
    public static ImapBodySection Header { get; } = new("HEADER");

    /// <summary>Gets the section after the header of the message.</summary>
    public static ImapBodySection Text { get; } = new("TEXT");

    /// <summary>Gets the text between the brackets.</summary>
    public string Section { get; }

    /// <summary>First byte to fetch; null for the whole section.</summary>
    public ulong? Offset { get; private init; }

    /// <summary>Indicates whether the server decodes the section.</summary>
    public bool IsBinary { get; private init; }

    /// <summary>Most bytes to fetch from <see cref="Offset"/>.</summary>
    public uint? Count { get; private init; }

    /// <summary>Selects header fields by name; the server keeps the message's order.</summary>
    /// <exception cref="ArgumentException">No name, or a name that is not valid for a header field.</exception>
    public static ImapBodySection HeaderFields(params IReadOnlyCollection<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count == 0 || names.Any(n => n.Length == 0 || !n.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')))
        {
            throw new ArgumentException("Header field names are letters, digits, '-' and '_'.", nameof(names));
        }

        return new ImapBodySection($"HEADER.FIELDS ({string.Join(' ', names.Select(n => n.ToUpperInvariant()))})");
    }

    /// <summary>Selects the body of a part by its number, such as <c>1.2</c>.</summary>
    /// <exception cref="ArgumentException"><paramref name="number"/> is not a part number.</exception>
    public static ImapBodySection Part(string number)
    {
        ArgumentException.ThrowIfNullOrEmpty(number);
        if (!number.Split('.').All(n => n.Length is > 0 and < 10 && n.All(char.IsAsciiDigit)))
        {
            throw new ArgumentException("A part number is numbers and dots.", nameof(number));
        }

        return new ImapBodySection(number);
    }

    /// <summary>
    /// Selects the body of a part by its number, decoded by the server (BINARY, RFC 3516). Needs
    /// <see cref="ImapCapabilities.Binary"/>. The code UNKNOWN-CTE means that the server cannot decode it.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="number"/> is not a part number.</exception>
    public static ImapBodySection Binary(string number) => Part(number) with { IsBinary = true };

    /// <summary>Selects the MIME header of a part by its number (RFC 9051 section 6.4.5.1).</summary>
    /// <exception cref="ArgumentException"><paramref name="number"/> is not a part number.</exception>
    public static ImapBodySection MimeHeader(string number) => new(Part(number).Section + ".MIME");

    /// <summary>Selects at most <paramref name="count"/> bytes of this section from <paramref name="offset"/> on.</summary>
    public ImapBodySection Slice(ulong offset, uint count) => this with { Offset = offset, Count = count };

    internal string ToRequest() => $"{(IsBinary ? "BINARY" : "BODY")}.PEEK[{Section}]{(Offset is null ? "" : $"<{Offset}.{Count}>")}";

    /// <summary>Returns whether a server's name for a section means this one. Servers can repeat the fields in another order or case.</summary>
    internal bool Names(string section)
        => section.Equals(Section, StringComparison.OrdinalIgnoreCase)
            || (Section.StartsWith("HEADER.FIELDS ", StringComparison.Ordinal)
                && section.StartsWith("HEADER.FIELDS ", StringComparison.OrdinalIgnoreCase)
                && FieldNames(section).SetEquals(FieldNames(Section)));

    private static HashSet<string> FieldNames(string section)
        => new(section["HEADER.FIELDS ".Length..].Trim('(', ')').Split(' '), StringComparer.OrdinalIgnoreCase);
}
