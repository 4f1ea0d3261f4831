using System.Text;
using EmailAgent.Mail.Imap.Wire;
using EmailAgent.Mail.Mime;

namespace EmailAgent.Mail.Imap.Responses;

/// <summary>Reads an ENVELOPE. Elements that are missing or have another shape than they should are as if NIL.</summary>
internal ref struct EnvelopeParser(ImapLimits limits)
{
    // What servers put where an address lacks a part: Dovecot, UW and its descendants, Cyrus.
    private static readonly string[] Placeholders = ["MISSING_MAILBOX", "MISSING_DOMAIN", ".MISSING-HOST-NAME.", "unspecified-domain", "MISSING_MAILBOX_TERMINATOR"];

    private int _addresses;

    public ImapEnvelope? Parse(ref ImapTokenizer tokens)
    {
        if (!tokens.TryTake('('))
        {
            LooseValue.Skip(ref tokens);
            return null;
        }

        var envelope = new ImapEnvelope
        {
            Date = Date(ref tokens),
            Subject = LooseValue.Decoded(ref tokens),
            From = Addresses(ref tokens),
            Sender = Addresses(ref tokens),
            ReplyTo = Addresses(ref tokens),
            To = Addresses(ref tokens),
            Cc = Addresses(ref tokens),
            Bcc = Addresses(ref tokens),
            InReplyTo = LooseValue.Text(ref tokens),
            MessageId = LooseValue.Text(ref tokens),
        };
        LooseValue.SkipRest(ref tokens);
        return envelope;
    }

    private static DateTimeOffset? Date(ref ImapTokenizer tokens)
        => LooseValue.Text(ref tokens) is { } text ? DateHeader.Parse(Encoding.UTF8.GetBytes(text)) : null;

    private List<MailAddress> Addresses(ref ImapTokenizer tokens)
    {
        var addresses = new List<MailAddress>();
        if (tokens.Peek() != '(')
        {
            LooseValue.Skip(ref tokens);
            return addresses;
        }

        tokens.Expect('(');
        while (!tokens.TryTake(')'))
        {
            if (tokens.TryTake('('))
            {
                Address(ref tokens, addresses);
            }
            else
            {
                tokens.SkipValue();
            }
        }

        return addresses;
    }

    /// <summary>Parses name, route, mailbox and host. An address without a host begins or ends a group.</summary>
    private void Address(ref ImapTokenizer tokens, List<MailAddress> addresses)
    {
        var name = LooseValue.Decoded(ref tokens);
        LooseValue.Skip(ref tokens);
        var mailbox = LooseValue.Text(ref tokens);
        var host = LooseValue.Text(ref tokens);
        LooseValue.SkipRest(ref tokens);
        if (host is null)
        {
            return;
        }

        if (++_addresses > limits.Addresses)
        {
            throw new ImapProtocolException($"More than {limits.Addresses} addresses in an envelope.");
        }

        var known = (Mailbox: Known(mailbox), Host: Known(host));
        addresses.Add(new MailAddress(name is { Length: > 0 } ? name : null, known.Host.Length == 0 ? known.Mailbox : $"{known.Mailbox}@{known.Host}"));
    }

    private static string Known(string? text) => text is null || Placeholders.Contains(text) ? "" : text;
}
