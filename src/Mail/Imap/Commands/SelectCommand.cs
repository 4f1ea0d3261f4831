using System.Globalization;
using EmailAgent.Mail.Imap.Responses;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Commands;

/// <summary>SELECT and EXAMINE (RFC 9051 sections 6.3.2 and 6.3.3) with CONDSTORE and QRESYNC (RFC 7162).</summary>
internal sealed class SelectCommand(ImapMailbox mailbox, ImapSelectOptions options, ImapCapabilities capabilities, ImapLimits limits)
    : ImapCommand<ImapSelection>
{
    private readonly UidSetBuilder _vanished = new();
    private readonly List<ImapFlagUpdate> _changes = [];
    private IReadOnlyList<string>? _permanentFlags;
    private uint _exists;
    private uint _uidValidity;
    private uint _uidNext;
    private ulong? _modSeq;
    private string? _mailboxId;
    private bool _readOnly = options.ReadOnly;

    public override string Name => options.ReadOnly ? "EXAMINE" : "SELECT";

    public override ImapSelection Result => new()
    {
        Mailbox = mailbox,
        UidValidity = _uidValidity,
        UidNext = _uidNext,
        Exists = _exists,
        HighestModSeq = _modSeq,
        ReadOnly = _readOnly,
        PermanentFlags = _permanentFlags,
        MailboxId = _mailboxId,
        Vanished = _vanished.Build(),
        Changes = _changes,
    };

    public override void Write(CommandWriter writer)
    {
        writer.Raw(Name).Raw(" ").Mailbox(mailbox);
        if (options.QResync is { } known)
        {
            writer.Raw($" (QRESYNC ({known.UidValidity} {known.ModSeq}{KnownUids(known)}))");
        }
        else if (options.Condstore && capabilities.Condstore)
        {
            writer.Raw(" (CONDSTORE)");
        }
    }

    public override bool Accept(ImapResponse response)
    {
        switch (response)
        {
            case ExistsResponse exists:
                _exists = exists.Count;
                return true;
            case FlagsResponse:
                return true;
            case VanishedResponse vanished:
                _vanished.Add(vanished.Uids);
                return true;
            case FetchResponse { Fetch: var fetch }:
                AddChange(fetch);
                return true;
            case StatusResponse { Condition: StatusCondition.Ok, Code: { } code }:
                return AcceptCode(code);
            default:
                return false;
        }
    }

    public override void Complete(StatusResponse tagged)
    {
        if (tagged.Code is { Name: "READ-ONLY" or "READ-WRITE" } code)
        {
            _readOnly = code.Name == "READ-ONLY";
        }
        else if (tagged.Code is { } other)
        {
            AcceptCode(other);
        }
    }

    private string KnownUids(ImapQResync known)
    {
        if (known.KnownUids is not { IsEmpty: false } uids)
        {
            return "";
        }

        var text = uids.ToString();
        return " " + (text.Length <= limits.CommandLine ? text : UidSet.FromRange(uids.Min, uids.Max).ToString());
    }

    private void AddChange(ImapFetch fetch)
    {
        _changes.Add(fetch.ToFlagUpdate());
        fetch.Dispose();
    }

    private bool AcceptCode(ResponseCode code)
    {
        switch (code.Name)
        {
            case "CLOSED":
                // Everything before belonged to the mailbox selected until now (RFC 7162 section 3.2.11).
                _exists = 0;
                _changes.Clear();
                _vanished.Clear();
                return true;
            case "UIDVALIDITY":
                return uint.TryParse(code.Arguments, NumberStyles.None, CultureInfo.InvariantCulture, out _uidValidity);
            case "UIDNEXT":
                return uint.TryParse(code.Arguments, NumberStyles.None, CultureInfo.InvariantCulture, out _uidNext);
            case "HIGHESTMODSEQ":
                _modSeq = ulong.TryParse(code.Arguments, NumberStyles.None, CultureInfo.InvariantCulture, out var modSeq) && modSeq > 0 ? modSeq : null;
                return true;
            case "NOMODSEQ":
                _modSeq = null;
                return true;
            case "PERMANENTFLAGS":
                _permanentFlags = code.Arguments.Trim('(', ')').Split(' ', StringSplitOptions.RemoveEmptyEntries);
                return true;
            case "MAILBOXID":
                _mailboxId = code.Arguments.Trim('(', ')');
                return true;
            default:
                return false;
        }
    }
}
