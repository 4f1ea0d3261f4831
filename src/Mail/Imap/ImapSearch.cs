using System.Globalization;
using System.Text;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap;

/// <summary>Search criteria (RFC 9051 section 6.4.4). Dates are days of the server's internal date, without time or zone.</summary>
public sealed class ImapSearch
{
    private readonly Action<CommandWriter> _write;

    private ImapSearch(Action<CommandWriter> write, bool isAscii = true)
    {
        _write = write;
        IsAscii = isAscii;
    }

    /// <summary>Every message.</summary>
    public static ImapSearch All { get; } = Raw("ALL");

    /// <summary>Messages with \Seen.</summary>
    public static ImapSearch Seen { get; } = Raw("SEEN");

    /// <summary>Messages without \Seen.</summary>
    public static ImapSearch Unseen { get; } = Raw("UNSEEN");

    /// <summary>Messages with \Flagged.</summary>
    public static ImapSearch Flagged { get; } = Raw("FLAGGED");

    /// <summary>Messages with \Deleted.</summary>
    public static ImapSearch Deleted { get; } = Raw("DELETED");

    internal bool IsAscii { get; }

    /// <summary>Messages with one of <paramref name="uids"/>, which must not be empty. Very long sets are better cut by the caller.</summary>
    public static ImapSearch Uids(UidSet uids)
    {
        ArgumentNullException.ThrowIfNull(uids);
        return uids.IsEmpty ? throw new ArgumentException("The set is empty.", nameof(uids)) : Raw("UID " + uids);
    }

    /// <summary>Messages received on <paramref name="day"/> or later.</summary>
    public static ImapSearch Since(DateOnly day) => Raw("SINCE " + ImapDate.Format(day));

    /// <summary>Messages received before <paramref name="day"/>.</summary>
    public static ImapSearch Before(DateOnly day) => Raw("BEFORE " + ImapDate.Format(day));

    /// <summary>Messages whose mod-sequence is at least <paramref name="modSeq"/> (CONDSTORE).</summary>
    public static ImapSearch ModSeq(ulong modSeq) => Raw("MODSEQ " + modSeq.ToString(CultureInfo.InvariantCulture));

    /// <summary>Messages with a header field that contains <paramref name="value"/>, without case; "" finds those that have the field.</summary>
    public static ImapSearch Header(string field, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(field);
        ArgumentNullException.ThrowIfNull(value);
        CommandWriter.ThrowIfUnsafe(field);
        CommandWriter.ThrowIfUnsafe(value);
        return new ImapSearch(w => w.Raw("HEADER ").String(field).Raw(" ").String(value), Ascii.IsValid(field) && Ascii.IsValid(value));
    }

    /// <summary>Messages with this Message-ID, given with or without angle brackets.</summary>
    public static ImapSearch MessageId(string id) => Header("MESSAGE-ID", id);

    /// <summary>Messages that match all of <paramref name="criteria"/>.</summary>
    public static ImapSearch And(params IReadOnlyList<ImapSearch> criteria)
    {
        ArgumentNullException.ThrowIfNull(criteria);
        if (criteria.Count == 0)
        {
            throw new ArgumentException("No criteria.", nameof(criteria));
        }

        return new ImapSearch(w => WriteAll(w, criteria), criteria.All(c => c.IsAscii));
    }

    /// <summary>Messages that do not match <paramref name="criterion"/>.</summary>
    public static ImapSearch Not(ImapSearch criterion)
    {
        ArgumentNullException.ThrowIfNull(criterion);
        return new ImapSearch(w => criterion.Write(w.Raw("NOT ")), criterion.IsAscii);
    }

    internal void Write(CommandWriter writer) => _write(writer);

    private static ImapSearch Raw(string text) => new(w => w.Raw(text));

    private static void WriteAll(CommandWriter writer, IReadOnlyList<ImapSearch> criteria)
    {
        for (var i = 0; i < criteria.Count; i++)
        {
            criteria[i].Write(writer.Raw(i == 0 ? "(" : " "));
        }

        writer.Raw(")");
    }
}
