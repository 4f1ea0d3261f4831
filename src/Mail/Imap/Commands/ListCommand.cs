using EmailAgent.Mail.Imap.Responses;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Commands;

/// <summary>LIST (RFC 9051 section 6.3.9), with STATUS of each mailbox if the server has LIST-STATUS (RFC 5819), or LSUB (RFC 3501 section 6.3.9).</summary>
internal sealed class ListCommand(ImapCapabilities capabilities, ImapLimits limits, ImapListQuery query, bool withStatus)
    : ImapCommand<IReadOnlyList<ImapMailboxStatus>>
{
    private readonly OrderedDictionary<string, ImapMailbox> _mailboxes = [];
    private readonly Dictionary<string, ImapStatusUpdate> _status = [];
    private readonly bool _lsub = query.Subscribed && !capabilities.ListExtended;
    private bool _isRepeated;

    public override string Name => _lsub ? "LSUB" : "LIST";

    public override bool RunsAlone => false;

    public override bool MayRunBeside(ImapCommand other) => other is not ListCommand && (!withStatus || other is not StatusCommand);

    public override IReadOnlyList<ImapMailboxStatus> Result
        => [.. _mailboxes.Values.Select(box => new ImapMailboxStatus(box, _status.GetValueOrDefault(box.WireName)?.ToStatus()))];

    public override void Write(CommandWriter writer)
    {
        writer.Raw(Name).Raw(" ").Raw(Options("", " ", Selection()));
        writer.Raw("\"\" ");
        WritePatterns(writer);
        writer.Raw(Options(" RETURN ", "", Returns()));
    }

    public override bool Accept(ImapResponse response)
    {
        _isRepeated = false;
        switch (response)
        {
            case ListResponse { Mailbox: var mailbox, IsLsub: var lsub } when lsub == _lsub:
                // NOTIFY can report the same mailbox at the same time; the later response is right.
                _mailboxes[mailbox.WireName] = mailbox;
                break;
            case MailboxStatusResponse status when withStatus:
                _isRepeated = _status.ContainsKey(status.WireName);
                _status[status.WireName] = _status.GetValueOrDefault(status.WireName)?.With(status.Status) ?? status.Status;
                break;
            default:
                return false;
        }

        return Math.Max(_mailboxes.Count, _status.Count) <= limits.Mailboxes
            ? true
            : throw new ImapProtocolException($"More than {limits.Mailboxes} mailboxes.");
    }

    /// <summary>Returns true for a second STATUS of a mailbox: one of the two was sent by NOTIFY.</summary>
    public override bool LeavesReport(ImapResponse accepted) => _isRepeated;

    private static string Options(string before, string after, IEnumerable<string> options)
        => string.Join(' ', options) is { Length: > 0 } text ? $"{before}({text}){after}" : "";

    private void WritePatterns(CommandWriter writer)
    {
        if (query.Patterns is [var only])
        {
            writer.MailboxPattern(ModifiedUtf7.Encode(only));
            return;
        }

        for (var i = 0; i < query.Patterns.Count; i++)
        {
            writer.Raw(i == 0 ? "(" : " ").MailboxPattern(ModifiedUtf7.Encode(query.Patterns[i]));
        }

        writer.Raw(")");
    }

    private IEnumerable<string> Selection()
    {
        if (capabilities.ListExtended && query.Subscribed)
        {
            yield return "SUBSCRIBED";
            if (query.RecursiveMatch)
            {
                yield return "RECURSIVEMATCH";
            }
        }

        if (capabilities is { ListExtended: true, SpecialUse: true } && query.SpecialUse)
        {
            yield return "SPECIAL-USE";
        }
    }

    private IEnumerable<string> Returns()
    {
        if (!capabilities.ListExtended)
        {
            // LIST-STATUS comes with the return options of LIST-EXTENDED; some servers announce it alone.
            return withStatus ? [Status()] : [];
        }

        (string Name, bool Wanted)[] all =
        [
            ("SPECIAL-USE", capabilities.SpecialUse), ("SUBSCRIBED", query.ReturnSubscribed),
            ("CHILDREN", query.ReturnChildren), (Status(), withStatus),
        ];
        return all.Where(option => option.Wanted).Select(option => option.Name);
    }

    private string Status() => "STATUS " + StatusCommand.Items(capabilities, ImapStatusItems.None);
}
