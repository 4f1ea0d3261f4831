using EmailAgent.Mail.Mime;
using EmailAgent.Providers;

namespace EmailAgent.Grains.Replies;

/// <summary>The reading of <see cref="ReplySigns"/> from a parsed message.</summary>
internal static class ReplySignReader
{
    private const int MaxReason = 500;
    private const int MaxListed = 100;

    // Sent by autoresponders that do not know RFC 3834, such as cPanel's and older ones of mail servers.
    private static readonly string[] AutomaticFields = ["X-Autoreply", "X-Autorespond"];

    /// <summary>Reads the signs of a message.</summary>
    /// <returns>Null for a message that did not come in: history, sent mail, a draft, or what a user filed.</returns>
    public static ReplySigns? Read(MimeMessage message, Arrival arrival)
    {
        // A filter of the server can file mail that comes in. Such mail has a trace of its delivery, and what a user files usually has none.
        var hasArrived = arrival == Arrival.Received || (arrival == Arrival.Filed && message.Headers["Received"] is not null);
        if (!hasArrived)
            return null;
        var returned = ReadReturned(message);
        return new ReplySigns(returned is not null || IsAutomatic(message), returned);
    }

    /// <summary>
    /// Indicates whether a program wrote the message (RFC 3834 section 5). <c>Precedence: list</c> and <c>X-Auto-Response-Suppress</c> prove nothing: people
    /// write to lists, and from ticket systems.
    /// </summary>
    private static bool IsAutomatic(MimeMessage message) =>
        message.AutoSubmitted is not (null or "no")
        || message.Root.ContentType is { Type: "multipart", Subtype: "report" }
        || message.Headers["Return-Path"] is "<>"
        || string.Equals(message.Headers["Precedence"], "auto_reply", StringComparison.OrdinalIgnoreCase)
        || AutomaticFields.Any(name => message.Headers[name] is not null);

    private static ReturnedMail? ReadReturned(MimeMessage message)
    {
        var failed = message.DeliveryStatus is { } status ? [.. status.Recipients.Where(IsFailed).Select(ToFailed).OfType<FailedRecipient>()] : ReadListed(message);
        if (failed.Count == 0)
            return null;
        IReadOnlyList<string> ids = message.ReturnedMessageId is { } id ? [id] : [.. message.InReplyTo.Concat(message.References).Distinct(StringComparer.Ordinal)];
        return ids.Count == 0 ? null : new ReturnedMail(ids, failed);
    }

    private static bool IsFailed(DeliveryRecipient recipient) =>
        recipient.Action == DeliveryAction.Failed || (recipient.Action == DeliveryAction.Unknown && recipient.Status is ['5', '.', ..]);

    private static FailedRecipient? ToFailed(DeliveryRecipient recipient) =>
        (recipient.OriginalRecipient ?? recipient.FinalRecipient) is { } address
            ? new FailedRecipient(address, recipient.FinalRecipient, recipient.Status, recipient.Diagnostic is { Length: > MaxReason } words ? words[..MaxReason] : recipient.Diagnostic)
            : null;

    /// <summary>Reads the recipients of a report without a part for programs, as Exim writes it.</summary>
    private static List<FailedRecipient> ReadListed(MimeMessage message) =>
    [
        .. (message.Headers["X-Failed-Recipients"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Take(MaxListed)
            .Select(address => new FailedRecipient(address, null, null, null)),
    ];
}
