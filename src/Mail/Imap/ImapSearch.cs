using System.Text;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap;

/// <summary>Search criteria (RFC 9051 section 6.4.4).</summary>
public sealed class ImapSearch
{
    private readonly string _text;
    private readonly IReadOnlyList<string> _values;

    private ImapSearch(string text, params IReadOnlyList<string> values) => (_text, _values) = (text, values);

    /// <summary>Matches every message.</summary>
    public static ImapSearch All { get; } = new("ALL");

    /// <summary>Matches messages without \Seen.</summary>
    public static ImapSearch Unseen { get; } = new("UNSEEN");

    /// <summary>Matches messages with one of <paramref name="uids"/>, which must not be empty. Very long sets are better cut by the caller.</summary>
    public static ImapSearch Uids(UidSet uids)
    {
        ArgumentNullException.ThrowIfNull(uids);
        return uids.IsEmpty ? throw new ArgumentException("The set is empty.", nameof(uids)) : new ImapSearch("UID " + uids);
    }

    /// <summary>Matches messages with a header field that contains a text, regardless of case.</summary>
    /// <param name="field">Name of the field.</param>
    /// <param name="text">Part of its value: ASCII, and not empty, which would match every message with the field.</param>
    /// <exception cref="ArgumentException">A value that cannot be searched for.</exception>
    public static ImapSearch Header(string field, string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(field);
        ArgumentException.ThrowIfNullOrEmpty(text);
        CommandWriter.ThrowIfUnsafe(field);
        CommandWriter.ThrowIfUnsafe(text);
        return Ascii.IsValid(field) && Ascii.IsValid(text)
            ? new ImapSearch("HEADER", field, text)
            : throw new ArgumentException("Only ASCII is searched for.", nameof(text));
    }

    internal void Write(CommandWriter writer)
    {
        writer.Raw(_text);
        foreach (var value in _values)
        {
            writer.Raw(" ").String(value);
        }
    }
}
