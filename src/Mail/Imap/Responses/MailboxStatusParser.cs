using System.Text;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Imap.Responses;

/// <summary>Reads a STATUS response; items it does not know are passed over.</summary>
internal static class MailboxStatusParser
{
    public static MailboxStatusResponse Parse(ref ImapTokenizer tokens, bool utf8)
    {
        var name = ImapMailbox.ToWire(tokens.AString(), utf8);
        var status = new ImapStatus(0, 0, 0, null);
        tokens.Expect('(');
        while (!tokens.TryTake(')'))
        {
            var item = tokens.Atom();
            status = Ascii.EqualsIgnoreCase(item, "UIDVALIDITY"u8) ? status with { UidValidity = tokens.Number32() }
                : Ascii.EqualsIgnoreCase(item, "UIDNEXT"u8) ? status with { UidNext = tokens.Number32() }
                : Ascii.EqualsIgnoreCase(item, "MESSAGES"u8) ? status with { Messages = tokens.Number32() }
                : Ascii.EqualsIgnoreCase(item, "HIGHESTMODSEQ"u8) ? status with { HighestModSeq = ModSeq(tokens.Number()) }
                : Ascii.EqualsIgnoreCase(item, "UNSEEN"u8) ? status with { Unseen = tokens.Number32() }
                : Ascii.EqualsIgnoreCase(item, "DELETED"u8) ? status with { Deleted = tokens.Number32() }
                : Ascii.EqualsIgnoreCase(item, "SIZE"u8) ? status with { Size = tokens.Number() }
                : Ascii.EqualsIgnoreCase(item, "MAILBOXID"u8) ? status with { MailboxId = tokens.ObjectId() }
                : Skip(ref tokens, status);
        }

        return new MailboxStatusResponse(name, status);
    }

    /// <summary>0 says that the mailbox keeps no mod-sequences (RFC 7162 section 3.1.2.2).</summary>
    private static ulong? ModSeq(ulong value) => value == 0 ? null : value;

    private static ImapStatus Skip(ref ImapTokenizer tokens, ImapStatus status)
    {
        tokens.SkipValue();
        return status;
    }
}
