using System.Globalization;
using EmailAgent.Mail.Imap.Responses;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Commands;

/// <summary>UID FETCH (RFC 9051 section 6.4.9). Messages are handed out one by one as they arrive.</summary>
internal sealed class FetchCommand(UidSet uids, ImapFetchQuery query, bool condstore, long expected) : ImapCommand
{
    // Servers may report a message again; more than this is a server that never ends.
    private long _allowed = (2 * expected) + 100;
    private ImapFetch? _current;

    public override string Name => "UID FETCH";

    public override bool Streams => true;

    /// <summary>The message that the last response brought, once.</summary>
    public ImapFetch? TakeCurrent()
    {
        var taken = _current;
        _current = null;
        return taken;
    }

    public override void Write(CommandWriter writer)
    {
        writer.Raw("UID FETCH ").Raw(uids.ToString()).Raw(" (UID");
        writer.Raw(query.Flags ? " FLAGS" : "").Raw(query.InternalDate ? " INTERNALDATE" : "");
        writer.Raw(query.Size ? " RFC822.SIZE" : "").Raw(query.ModSeq && condstore ? " MODSEQ" : "");
        foreach (var section in query.Sections)
        {
            writer.Raw(" ").Raw(section.ToRequest());
        }

        writer.Raw(")");
        if (query.ChangedSince is { } modSeq)
        {
            writer.Raw(string.Create(CultureInfo.InvariantCulture, $" (CHANGEDSINCE {modSeq}{(query.Vanished ? " VANISHED" : "")})"));
        }
    }

    public override bool Accept(ImapResponse response)
    {
        if (response is not FetchResponse { Fetch: var fetch } || !IsAnswer(fetch))
        {
            return false;
        }

        if (--_allowed < 0)
        {
            fetch.Dispose();
            throw new ImapProtocolException("Far more messages than the mailbox has.");
        }

        _current = fetch;
        return true;
    }

    /// <summary>Flag updates may come between the answers; they lack what was asked for besides flags.</summary>
    private bool IsAnswer(ImapFetch fetch)
        => fetch.Uid != 0 && uids.Contains(fetch.Uid)
            && (query.Sections.Count == 0 || fetch.Sections.Count > 0)
            && (!query.Size || fetch.Size is not null)
            && (!query.Flags || fetch.Flags is not null);
}
