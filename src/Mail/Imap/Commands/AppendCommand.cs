using System.Globalization;
using EmailAgent.Mail.Imap.Responses;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Commands;

/// <summary>APPEND (RFC 9051 section 6.3.12).</summary>
internal sealed class AppendCommand(
    ImapMailbox mailbox, IReadOnlyCollection<string> flags, DateTimeOffset? internalDate, ReadOnlyMemory<byte> message)
    : ImapCommand<ImapAppendResult?>
{
    private ImapAppendResult? _result;

    public override string Name => "APPEND";

    public override ImapAppendResult? Result => _result;

    public override void Write(CommandWriter writer)
    {
        writer.Raw("APPEND ").Mailbox(mailbox).Raw(" ");
        if (flags.Count > 0)
        {
            writer.Flags(flags).Raw(" ");
        }

        if (internalDate is { } date)
        {
            writer.Raw("\"").Raw(ImapDate.Format(date)).Raw("\" ");
        }

        writer.Literal(message);
    }

    public override void Complete(StatusResponse tagged)
    {
        if (tagged.Code is { Name: "APPENDUID" } code
            && code.Arguments.Split(' ') is [var validity, var uid]
            && uint.TryParse(validity, NumberStyles.None, CultureInfo.InvariantCulture, out var uidValidity)
            && uint.TryParse(uid, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            _result = new ImapAppendResult(uidValidity, value);
        }
    }
}
