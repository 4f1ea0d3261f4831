using System.Globalization;
using EmailAgent.Mail.Imap.Responses;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Commands;

/// <summary>APPEND (RFC 9051 section 6.3.12), of several messages if the server has MULTIAPPEND (RFC 3502).</summary>
internal sealed class AppendCommand(
    ImapMailbox mailbox, IReadOnlyList<ImapNewMessage> messages, ImapCapabilities capabilities, CancellationToken cancellationToken)
    : ImapCommand<IReadOnlyList<ImapAppendResult>?>
{
    private List<ImapAppendResult>? _result;

    public override string Name => "APPEND";

    public override IReadOnlyList<ImapAppendResult>? Result => _result;

    public override void Write(CommandWriter writer)
    {
        writer.Raw("APPEND ").Mailbox(mailbox);
        foreach (var message in messages)
        {
            Write(writer.Raw(" "), message);
        }
    }

    public override void Complete(StatusResponse tagged)
    {
        if (tagged.Code is not { Name: "APPENDUID" } code
            || code.Arguments.Split(' ') is not [var validity, var uids]
            || !uint.TryParse(validity, NumberStyles.None, CultureInfo.InvariantCulture, out var uidValidity)
            || !UidSetFormat.TryParseOrdered(uids, out var ranges)
            || ranges.Sum(r => r.Count) != messages.Count)
        {
            return;
        }

        _result = [];
        foreach (var range in ranges)
        {
            for (long uid = range.First; uid <= range.Last; uid++)
            {
                _result.Add(new ImapAppendResult(uidValidity, (uint)uid));
            }
        }
    }

    private void Write(CommandWriter writer, ImapNewMessage message)
    {
        if (message.Flags.Count > 0)
        {
            writer.Flags(message.Flags).Raw(" ");
        }

        if (message.InternalDate is { } date)
        {
            writer.Raw("\"").Raw(ImapDate.Format(date)).Raw("\" ");
        }

        var binary = message.Bytes.Span.Contains((byte)0);
        if (binary && !capabilities.Binary)
        {
            throw new ArgumentException("A message with NUL needs a server with BINARY.");
        }

        writer.Raw(message.IsUtf8 ? "UTF8 (~" : binary ? "~" : "");
        _ = message.Source is { } source
            ? writer.Literal(new LiteralSource(source, message.Size, cancellationToken))
            : writer.Literal(message.Bytes);
        writer.Raw(message.IsUtf8 ? ")" : "");
    }
}
