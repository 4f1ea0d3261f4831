namespace EmailAgent.Mail.Mime;

/// <summary>
/// Begins answers and forwards: recipients, subject and threading fields (RFC 5322 section 3.6.4). The bodies are the caller's
/// to add; <see cref="Quotation"/> gives what they usually end with.
/// </summary>
public static class MessageReply
{
    // Some servers refuse fields of many kilobytes; the first and the last identifiers are what threads hang on.
    private const int MostReferences = 20;

    /// <summary>An answer to the one who wrote. To one's own message it goes to those whom that was written to.</summary>
    public static OutgoingMessage ToAuthor(MimeMessage original, ReplyAuthor author)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(author);
        return Begin(original, author) with { To = [.. Distinct(Addressees(original, author))] };
    }

    /// <summary>An answer to everybody who got the message, each once and the author not at all.</summary>
    public static OutgoingMessage ToAll(MimeMessage original, ReplyAuthor author)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(author);
        MailAddress[] to = [.. Distinct(Addressees(original, author))];
        var others = original.To.Concat(original.Cc).Where(address => !author.Is(address) && !to.Any(known => Same(known, address)));
        return Begin(original, author) with { To = to, Cc = [.. Distinct(others)] };
    }

    /// <summary>A message that passes the original on, which is attached as it is; without recipients yet.</summary>
    /// <param name="original">The parsed original.</param>
    /// <param name="raw">The same as bytes.</param>
    /// <param name="author">Who forwards.</param>
    public static OutgoingMessage Forward(MimeMessage original, ReadOnlyMemory<byte> raw, ReplyAuthor author)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(author);
        var attachment = new OutgoingAttachment { Content = raw, MediaType = "message/rfc822", FileName = "forwarded.eml" };
        return New(author) with { Subject = SubjectPrefix.Forward(original.Subject ?? ""), References = References(original), Attachments = [attachment] };
    }

    private static OutgoingMessage Begin(MimeMessage original, ReplyAuthor author) => New(author) with
    {
        Subject = SubjectPrefix.Reply(original.Subject ?? ""),
        InReplyTo = original.MessageId is { } id && IsWritable(id) ? [id] : [],
        References = References(original),
    };

    private static OutgoingMessage New(ReplyAuthor author) => new() { From = [author.From], Date = author.Date, MessageId = author.MessageId };

    private static IEnumerable<MailAddress> Addressees(MimeMessage original, ReplyAuthor author)
    {
        if (original.From.Any(author.Is) && original.To.Count > 0)
            return original.To;
        return original.ReplyTo.Count > 0 ? original.ReplyTo : original.From;
    }

    private static string[] References(MimeMessage original)
    {
        var before = original.References.Count > 0 ? original.References : original.InReplyTo.Count == 1 ? original.InReplyTo : [];
        string[] all = [.. before.Append(original.MessageId ?? "").Where(IsWritable).Distinct(StringComparer.Ordinal)];
        return all.Length <= MostReferences ? all : [all[0], .. all[^(MostReferences - 1)..]];
    }

    // Identifiers come from anybody; one that cannot be written would spoil the answer.
    private static bool IsWritable(string id) => id.Length is > 0 and < 500 && HeaderSyntax.IsPrintable(id, utf8: false) && !id.AsSpan().ContainsAny("<> ");

    private static IEnumerable<MailAddress> Distinct(IEnumerable<MailAddress> addresses) =>
        addresses.Where(address => address.Address.Length > 0).DistinctBy(address => address.Address, StringComparer.OrdinalIgnoreCase);

    private static bool Same(MailAddress one, MailAddress other) => one.Address.Equals(other.Address, StringComparison.OrdinalIgnoreCase);
}
