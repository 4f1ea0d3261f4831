using System.Globalization;
using EmailAgent.Mail.Imap.Responses;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Commands;

/// <summary>UID FETCH (RFC 9051 section 6.4.9). Messages are returned one by one as they arrive.</summary>
internal sealed class FetchCommand(UidSet uids, ImapFetchQuery query, ImapCapabilities capabilities, long expected) : ImapCommand
{
    // Servers can report a message twice; a server that sends more than this never ends.
    private long _allowed = (2 * expected) + 100;
    private ImapFetch? _current;

    public override string Name => "UID FETCH";

    public override bool Streams => true;

    public override bool ConcernsMessages => true;

    /// <summary>Indicates whether the server has ended it.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Returns the message of the last response, once.</summary>
    public ImapFetch? TakeCurrent()
    {
        var taken = _current;
        _current = null;
        return taken;
    }

    public override void Write(CommandWriter writer)
    {
        writer.Raw("UID FETCH ").Raw(uids.ToString()).Raw(" (UID");
        foreach (var item in Items())
        {
            writer.Raw(" ").Raw(item);
        }

        writer.Raw(")");
        if (query.ChangedSince is { } modSeq)
        {
            writer.Raw(string.Create(CultureInfo.InvariantCulture, $" (CHANGEDSINCE {modSeq}{(query.Vanished ? " VANISHED" : "")})"));
        }
    }

    public override void Complete(StatusResponse tagged) => IsOver = true;

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

    /// <summary>Returns true for flags that were not requested: some servers report a change along with the answer, and only there.</summary>
    public override bool LeavesReport(ImapResponse accepted) => !query.Flags && accepted is FetchResponse { Fetch.Flags: not null };

    private IEnumerable<string> Items()
    {
        (string Name, bool Wanted)[] simple =
        [
            ("FLAGS", query.Flags), ("INTERNALDATE", query.InternalDate), ("RFC822.SIZE", query.Size),
            ("MODSEQ", query.ModSeq && capabilities.Condstore), ("ENVELOPE", query.Envelope), ("BODYSTRUCTURE", query.BodyStructure),
            ("PREVIEW", query.Preview && capabilities.Preview), ("EMAILID THREADID", query.ObjectIds && capabilities.ObjectId),
            ("X-GM-MSGID X-GM-THRID X-GM-LABELS", query.Gmail && capabilities.Gmail),
        ];
        return [
            .. simple.Where(item => item.Wanted).Select(item => item.Name),
            .. query.BinarySizes.Select(number => $"BINARY.SIZE[{ImapBodySection.Part(number).Section}]"),
            .. query.Sections.Select(section => section.ToRequest()),
        ];
    }

    /// <summary>
    /// Indicates whether a response answers the command. Unsolicited flag updates can come between the answers and lack the other
    /// items requested.
    /// </summary>
    private bool IsAnswer(ImapFetch fetch)
        => fetch.Uid != 0 && uids.Contains(fetch.Uid)
            && (!query.WantsContent || fetch.HasContent)
            && (query.Sections.Count == 0 || fetch.Sections.Count > 0)
            && (!query.Size || fetch.Size is not null)
            && (!query.Flags || fetch.Flags is not null);
}
