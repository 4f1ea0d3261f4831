using System.Text;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Responses;

/// <summary>Reads a STATUS response; items it does not know are skipped.</summary>
internal static class MailboxStatusParser
{
    public static MailboxStatusResponse Parse(ref ImapTokenizer tokens, bool utf8)
    {
        var name = ImapMailbox.ToWire(tokens.AString(), utf8);
        var status = new ImapStatusUpdate();
        tokens.Expect('(');
        while (!tokens.TryTake(')'))
        {
            var item = tokens.Atom();
            status = Ascii.EqualsIgnoreCase(item, "UIDVALIDITY"u8) ? status with { UidValidity = tokens.Number32() }
                : Ascii.EqualsIgnoreCase(item, "UIDNEXT"u8) ? status with { UidNext = tokens.Number32() }
                : Ascii.EqualsIgnoreCase(item, "MESSAGES"u8) ? status with { Messages = tokens.Number32() }
                : Ascii.EqualsIgnoreCase(item, "HIGHESTMODSEQ"u8) ? status with { HighestModSeq = tokens.Number() }
                : Ascii.EqualsIgnoreCase(item, "UNSEEN"u8) ? status with { Unseen = tokens.Number32() }
                : Ascii.EqualsIgnoreCase(item, "DELETED"u8) ? status with { Deleted = tokens.Number32() }
                : Ascii.EqualsIgnoreCase(item, "SIZE"u8) ? status with { Size = tokens.Number() }
                : Ascii.EqualsIgnoreCase(item, "MAILBOXID"u8) ? status with { MailboxId = tokens.ObjectId() }
                : Skip(ref tokens, status);
        }

        return new MailboxStatusResponse(name, status);
    }

    private static ImapStatusUpdate Skip(ref ImapTokenizer tokens, ImapStatusUpdate status)
    {
        tokens.SkipValue();
        return status;
    }
}
