using System.Globalization;
using System.Text;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap;

/// <summary>Search criteria (RFC 9051 section 6.4.4). Dates are days of the server's internal date, without time or zone.</summary>
public sealed class ImapSearch
{
    private readonly Action<CommandWriter> _write;

    private ImapSearch(Action<CommandWriter> write, bool isAscii = true, IEnumerable<string>? needs = null)
    {
        _write = write;
        IsAscii = isAscii;
        Needs = needs is null ? [] : [.. needs];
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

    /// <summary>Messages with \Answered.</summary>
    public static ImapSearch Answered { get; } = Raw("ANSWERED");

    /// <summary>Messages with \Draft.</summary>
    public static ImapSearch Draft { get; } = Raw("DRAFT");

    /// <summary>The messages that a search with <see cref="ImapSearchOptions.Save"/> found last (SEARCHRES, RFC 5182).</summary>
    public static ImapSearch Saved { get; } = new(w => w.Raw("UID $"), needs: ["SEARCHRES"]);

    internal bool IsAscii { get; }

    /// <summary>Capabilities without which the server does not understand this.</summary>
    internal IReadOnlyList<string> Needs { get; }

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

    /// <summary>Messages received on <paramref name="day"/>.</summary>
    public static ImapSearch On(DateOnly day) => Raw("ON " + ImapDate.Format(day));

    /// <summary>Messages whose Date header field names <paramref name="day"/> or a later one.</summary>
    public static ImapSearch SentSince(DateOnly day) => Raw("SENTSINCE " + ImapDate.Format(day));

    /// <summary>Messages whose Date header field names a day before <paramref name="day"/>.</summary>
    public static ImapSearch SentBefore(DateOnly day) => Raw("SENTBEFORE " + ImapDate.Format(day));

    /// <summary>Messages whose Date header field names <paramref name="day"/>.</summary>
    public static ImapSearch SentOn(DateOnly day) => Raw("SENTON " + ImapDate.Format(day));

    /// <summary>Messages received longer ago than <paramref name="age"/>, whole seconds of at least one (WITHIN, RFC 5032).</summary>
    public static ImapSearch Older(TimeSpan age) => Within("OLDER", age);

    /// <summary>Messages received within <paramref name="age"/>, whole seconds of at least one (WITHIN, RFC 5032).</summary>
    public static ImapSearch Younger(TimeSpan age) => Within("YOUNGER", age);

    /// <summary>Messages of more than <paramref name="bytes"/> bytes.</summary>
    public static ImapSearch Larger(uint bytes) => Raw("LARGER " + bytes.ToString(CultureInfo.InvariantCulture));

    /// <summary>Messages of fewer than <paramref name="bytes"/> bytes.</summary>
    public static ImapSearch Smaller(uint bytes) => Raw("SMALLER " + bytes.ToString(CultureInfo.InvariantCulture));

    /// <summary>Messages with a keyword, a flag without backslash.</summary>
    /// <exception cref="ArgumentException">Not a keyword.</exception>
    public static ImapSearch Keyword(string keyword)
    {
        ArgumentNullException.ThrowIfNull(keyword);
        CommandWriter.ThrowIfNoFlag(keyword);
        return keyword[0] == '\\'
            ? throw new ArgumentException("System flags have criteria of their own.", nameof(keyword))
            : new ImapSearch(w => w.Raw("KEYWORD ").Flag(keyword));
    }

    /// <summary>Messages whose From contains <paramref name="text"/>, without case; likewise below.</summary>
    public static ImapSearch From(string text) => Text("FROM", text);

    /// <summary>Messages whose To contains <paramref name="text"/>.</summary>
    public static ImapSearch To(string text) => Text("TO", text);

    /// <summary>Messages whose Cc contains <paramref name="text"/>.</summary>
    public static ImapSearch Cc(string text) => Text("CC", text);

    /// <summary>Messages whose Bcc contains <paramref name="text"/>.</summary>
    public static ImapSearch Bcc(string text) => Text("BCC", text);

    /// <summary>Messages whose Subject contains <paramref name="text"/>.</summary>
    public static ImapSearch Subject(string text) => Text("SUBJECT", text);

    /// <summary>Messages whose body contains <paramref name="text"/>.</summary>
    public static ImapSearch Body(string text) => Text("BODY", text);

    /// <summary>Messages whose header or body contains <paramref name="text"/>.</summary>
    public static ImapSearch Anywhere(string text) => Text("TEXT", text);

    /// <summary>Messages with this content identifier (OBJECTID, RFC 8474).</summary>
    public static ImapSearch EmailId(string id) => Identifier("EMAILID", id);

    /// <summary>Messages of this conversation (OBJECTID, RFC 8474).</summary>
    public static ImapSearch ThreadId(string id) => Identifier("THREADID", id);

    /// <summary>Messages that Gmail's own search finds, in its own words such as <c>has:attachment in:unread</c> (X-GM-EXT-1).</summary>
    public static ImapSearch Gmail(string query) => Text("X-GM-RAW", query, "X-GM-EXT-1");

    /// <summary>Messages with a label of Gmail (X-GM-EXT-1).</summary>
    public static ImapSearch GmailLabel(string label)
    {
        ArgumentException.ThrowIfNullOrEmpty(label);
        return Text("X-GM-LABELS", ModifiedUtf7.Encode(label), "X-GM-EXT-1");
    }

    /// <summary>Messages of a conversation of Gmail (X-GM-EXT-1).</summary>
    public static ImapSearch GmailThread(ulong threadId)
        => new(w => w.Raw("X-GM-THRID ").Number(threadId), needs: ["X-GM-EXT-1"]);

    /// <summary>The message with this identifier of Gmail (X-GM-EXT-1).</summary>
    public static ImapSearch GmailMessage(ulong messageId)
        => new(w => w.Raw("X-GM-MSGID ").Number(messageId), needs: ["X-GM-EXT-1"]);

    /// <summary>Messages whose mod-sequence is at least <paramref name="modSeq"/> (CONDSTORE).</summary>
    public static ImapSearch ModSeq(ulong modSeq) => new(w => w.Raw("MODSEQ ").Number(modSeq), needs: ["CONDSTORE"]);

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

        return new ImapSearch(w => WriteAll(w, criteria), criteria.All(c => c.IsAscii), criteria.SelectMany(c => c.Needs));
    }

    /// <summary>Messages that do not match <paramref name="criterion"/>.</summary>
    public static ImapSearch Not(ImapSearch criterion)
    {
        ArgumentNullException.ThrowIfNull(criterion);
        return new ImapSearch(w => criterion.Write(w.Raw("NOT ")), criterion.IsAscii, criterion.Needs);
    }

    /// <summary>Messages that match one of two criteria or both.</summary>
    public static ImapSearch Or(ImapSearch first, ImapSearch second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return new ImapSearch(
            w =>
            {
                first.Write(w.Raw("OR "));
                second.Write(w.Raw(" "));
            },
            first.IsAscii && second.IsAscii,
            first.Needs.Concat(second.Needs));
    }

    internal void Write(CommandWriter writer) => _write(writer);

    private static ImapSearch Raw(string text) => new(w => w.Raw(text));

    private static ImapSearch Text(string key, string value, string? needs = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        CommandWriter.ThrowIfUnsafe(value);
        return new ImapSearch(w => w.Raw(key).Raw(" ").String(value), Ascii.IsValid(value), needs is null ? null : [needs]);
    }

    /// <summary>Identifiers are letters, digits, '-' and '_' (RFC 8474 section 7).</summary>
    private static ImapSearch Identifier(string key, string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? new ImapSearch(w => w.Raw(key).Raw(" ").Raw(id), needs: ["OBJECTID"])
            : throw new ArgumentException("Not an object identifier.", nameof(id));
    }

    private static ImapSearch Within(string key, TimeSpan age)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(age, TimeSpan.FromSeconds(1));
        var seconds = (ulong)Math.Min(age.TotalSeconds, uint.MaxValue);
        return new ImapSearch(w => w.Raw(key).Raw(" ").Number(seconds), needs: ["WITHIN"]);
    }

    private static void WriteAll(CommandWriter writer, IReadOnlyList<ImapSearch> criteria)
    {
        for (var i = 0; i < criteria.Count; i++)
        {
            criteria[i].Write(writer.Raw(i == 0 ? "(" : " "));
        }

        writer.Raw(")");
    }
}
