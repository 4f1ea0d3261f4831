using System.Text;
using EmailAgent.Mail.Mime;

namespace EmailAgent.Mail.Tests.Mime.Oracles;

/// <summary>
/// Compares our reading of a message's header with an ENVELOPE, whose texts are as written in the message; decoding them is
/// compared with another oracle.
/// </summary>
/// <remarks>
/// Where Dovecot chooses otherwise, by rule:
/// runs of blanks in names and subjects become one, folded lines keep a blank at their end;
/// groups are marked by entries without a host (RFC 3501 section 7.4.2), ours are flattened;
/// a list with an entry it cannot read is marked MISSING_MAILBOX, MISSING_DOMAIN or SYNTAX_ERROR, and not compared;
/// an address with two at signs ends before the second.
/// </remarks>
internal sealed class EnvelopeComparison(List<string> differences)
{
    public void Compare(MimeMessage ours, ImapList theirs, string path)
    {
        Same(path, "date", Raw(ours, "Date"), theirs.Text(0));
        Same(path, "subject", ours.Subject, Decode(theirs.Text(1)));
        var from = Addresses(theirs.List(2));
        CompareAddresses(path, "from", ours.From, from);
        if (ours.Headers["Sender"] is not null)
            CompareAddresses(path, "sender", ours.Sender, Addresses(theirs.List(3)));
        if (ours.Headers["Reply-To"] is not null)
            CompareAddresses(path, "reply-to", ours.ReplyTo, Addresses(theirs.List(4)));
        CompareAddresses(path, "to", ours.To, Addresses(theirs.List(5)));
        CompareAddresses(path, "cc", ours.Cc, Addresses(theirs.List(6)));
        CompareAddresses(path, "bcc", ours.Bcc, Addresses(theirs.List(7)));
        Same(path, "in-reply-to", Raw(ours, "In-Reply-To"), theirs.Text(8));
        Same(path, "message-id", Raw(ours, "Message-ID"), theirs.Text(9));
    }

    private void CompareAddresses(string path, string aspect, IReadOnlyList<MailAddress> ours, List<string>? theirs)
    {
        if (theirs is null)
            return;
        Same(
            path,
            aspect,
            string.Join(", ", ours.Select(address => $"{address.Name} <{UpToSecondAt(address.Address)}>")),
            string.Join(", ", theirs));
    }

    /// <summary>Null where one of them could not be read.</summary>
    private static List<string>? Addresses(ImapList? list)
    {
        var result = new List<string>();
        foreach (var address in (list ?? []).Cast<ImapList>().Where(address => address.Text(3) is not null))
        {
            if (address.Text(2) == "MISSING_MAILBOX" || address.Text(3) is "MISSING_DOMAIN" or "SYNTAX_ERROR")
                return null;
            result.Add($"{Decode(address.Text(0))} <{address.Text(2)}@{address.Text(3)}>");
        }

        return result;
    }

    private static string UpToSecondAt(string address)
    {
        var parts = address.Split('@');
        return parts.Length > 2 ? $"{parts[0]}@{parts[1]}" : address;
    }

    /// <summary>The first field of this name, folds undone, nothing decoded.</summary>
    private static string? Raw(MimeMessage message, string name)
    {
        var fields = message.Headers.All(name);
        return fields.Count == 0 ? null : Latin1(fields[0].RawValue.Span).ReplaceLineEndings("").Trim();
    }

    private static string? Decode(string? raw) => raw is null ? null : HeaderText.Decode(Encoding.Latin1.GetBytes(raw));

    private static string Latin1(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);

    private void Same(string path, string aspect, string? ours, string? theirs)
    {
        if (!string.Equals(Words(ours), Words(theirs), StringComparison.Ordinal))
            differences.Add($"{aspect} of {path}: ours '{ours}', Dovecot's '{theirs}'");
    }

    private static string? Words(string? text) =>
        text is null ? null : string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
