using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Commands;

/// <summary>UID EXPUNGE (RFC 4315 section 2.1); what went is reported as changes of the mailbox.</summary>
internal sealed class UidExpungeCommand(UidSet uids) : ImapCommand
{
    public override string Name => "UID EXPUNGE";

    public override bool RunsAlone => false;

    public override bool ConcernsMessages => true;

    public override void Write(CommandWriter writer) => writer.Raw($"UID EXPUNGE {uids}");
}
