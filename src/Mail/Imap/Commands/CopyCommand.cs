using System.Globalization;
using EmailAgent.Mail.Imap.Responses;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Commands;

/// <summary>UID COPY (RFC 9051 section 6.4.7) and UID MOVE (section 6.4.8). COPYUID can arrive before the tagged response.</summary>
internal sealed class CopyCommand(UidSet uids, ImapMailbox target, bool move) : ImapCommand<ImapCopyResult>
{
    private ImapCopyResult _result = ImapCopyResult.Untold;

    public override string Name => move ? "UID MOVE" : "UID COPY";

    public override bool RunsAlone => false;

    public override bool ConcernsMessages => true;

    /// <summary>Refuses a second copy, because the COPYUID of a move comes without a tag.</summary>
    public override bool MayRunBeside(ImapCommand other) => other is not CopyCommand;

    public override ImapCopyResult Result => _result;

    public override void Write(CommandWriter writer) => writer.Raw($"{Name} {uids} ").Mailbox(target);

    public override bool Accept(ImapResponse response)
        => response is StatusResponse { Condition: StatusCondition.Ok, Code: { Name: "COPYUID" } code } && Read(code);

    public override void Complete(StatusResponse tagged)
    {
        if (tagged.Code is { Name: "COPYUID" } code)
        {
            Read(code);
        }
    }

    private bool Read(ResponseCode code)
    {
        if (code.Arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var validity, var from, var to]
            || !uint.TryParse(validity, NumberStyles.None, CultureInfo.InvariantCulture, out var uidValidity)
            || !ImapUidMap.TryParse(from, to, out var map))
        {
            return false;
        }

        _result = _result.Concat(new ImapCopyResult(uidValidity, map));
        return true;
    }
}
