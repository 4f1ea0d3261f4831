using System.Text;

namespace EmailAgent.Delivery.Messages;

/// <summary>
/// Begins replies and forwarded messages: recipients, subject and threading fields (RFC 5322 section 3.6.4). The caller adds the bodies;
/// <see cref="Quotation"/> gives what they usually end with.
/// </summary>
public static class MessageReply
{
    // Some servers refuse fields of many kilobytes; the first and the last identifiers are what threads hang on.
    private const int MostReferences = 20;

    /// <summary>Creates a reply to the author. A reply to the user's own message goes to its recipients.</summary>
    public static OutgoingMessage ToAuthor(OriginalMessage original, ReplyAuthor author)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(author);
        return Begin(original, author) with { To = [.. Distinct(Addressees(original, author))] };
    }

    /// <summary>Creates a reply to the author and all recipients, each once and without the replying author.</summary>
    public static OutgoingMessage ToAll(OriginalMessage original, ReplyAuthor author)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(author);
        OutgoingAddress[] to = [.. Distinct(Addressees(original, author))];
        var others = original.To.Concat(original.Cc).Where(address => !author.Is(address) && !to.Any(known => Same(known, address)));
        return Begin(original, author) with { To = to, Cc = [.. Distinct(others)] };
    }

    /// <summary>Creates a message that forwards the original; it has no recipients yet.</summary>
    /// <param name="original">The original.</param>
    /// <param name="raw">Opens the original's bytes, which are attached unchanged; null if the caller forwards it in the text.</param>
    /// <param name="author">The author of the new message.</param>
    public static OutgoingMessage Forward(OriginalMessage original, Func<CancellationToken, Task<Stream>>? raw, ReplyAuthor author)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(author);
        return New(author) with
        {
            Subject = SubjectPrefix.Forward(Writable(original.Subject)),
            References = References(original),
            Attachments = raw is null ? [] : [new OutgoingFile { Open = raw, MediaType = "message/rfc822", FileName = "forwarded.eml" }],
        };
    }

    private static OutgoingMessage Begin(OriginalMessage original, ReplyAuthor author) => New(author) with
    {
        Subject = SubjectPrefix.Reply(Writable(original.Subject)),
        InReplyTo = original.MessageId is { } id && OutgoingText.IsIdentifier(id) ? [id] : [],
        References = References(original),
    };

    private static OutgoingMessage New(ReplyAuthor author) => new() { From = [author.From], Date = author.Date, MessageId = author.MessageId };

    private static IReadOnlyList<OutgoingAddress> Addressees(OriginalMessage original, ReplyAuthor author)
        => original.From.Any(author.Is) && original.To.Count > 0 ? original.To
        : original.ReplyTo.Count > 0 ? original.ReplyTo
        : original.From;

    // Identifiers are untrusted; one that cannot be written would invalidate the reply.
    private static string[] References(OriginalMessage original)
    {
        var before = original.References.Count > 0 ? original.References : original.InReplyTo.Count == 1 ? original.InReplyTo : [];
        string[] all = [.. before.Append(original.MessageId ?? "").Where(OutgoingText.IsIdentifier).Distinct(StringComparer.Ordinal)];
        return all.Length <= MostReferences ? all : [all[0], .. all[^(MostReferences - 1)..]];
    }

    /// <summary>Returns a subject without the control characters that hostile messages have.</summary>
    private static string Writable(string? subject)
    {
        var text = new StringBuilder();
        foreach (var rune in (subject ?? "").EnumerateRunes())
        {
            text.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }

        return text.ToString();
    }

    private static IEnumerable<OutgoingAddress> Distinct(IEnumerable<OutgoingAddress> addresses) =>
        addresses.Where(address => address.Address.Length > 0).DistinctBy(address => address.Address, StringComparer.OrdinalIgnoreCase);

    private static bool Same(OutgoingAddress one, OutgoingAddress other) => one.Address.Equals(other.Address, StringComparison.OrdinalIgnoreCase);
}
