using EmailAgent.Delivery.Messages;

namespace EmailAgent.Grains.Composition;

/// <summary>The making of a message, without its files, from what it consists of.</summary>
internal static class MessageDraft
{
    private const int LongestSubject = 500;

    public static OutgoingMessage Write(MessageSource source)
    {
        var (request, addressees, begun) = (source.Request, source.Addressees, Begin(source));
        var to = addressees.To ?? RecipientPolicy.Usable(begun.To, addressees.Cc ?? []);
        var body = WriteBody(source);
        return begun with
        {
            To = to,
            Cc = addressees.Cc ?? RecipientPolicy.Usable(begun.Cc, to),
            Bcc = addressees.Bcc,
            ReplyTo = addressees.ReplyTo ?? (source.Identity.ReplyTo is { } reply ? [new OutgoingAddress(null, reply)] : []),
            Subject = request.Subject ?? source.Rendered?.Subject ?? Shorten(begun.Subject),
            Text = body.Text,
            Html = body.Html,
        };
    }

    /// <summary>Returns the files of the original that go with the message: all if it is forwarded, in a reply those that its HTML shows.</summary>
    public static IEnumerable<Guid> FilesOf(OriginalMail? original, OutgoingMessage message, ComposeRequest request)
    {
        if (original is null)
            return [];
        if (request.ForwardOfId is not null)
            return original.Attachments.Select(attachment => attachment.Id);
        var references = InlineReferences.Find(message.Html);
        return original.Attachments.Where(attachment => attachment.ContentId is { } id && references.Contains(id)).Select(attachment => attachment.Id);
    }

    // That of an original can have any length.
    private static string Shorten(string subject) =>
        subject.Length <= LongestSubject ? subject : subject[..(char.IsHighSurrogate(subject[LongestSubject - 1]) ? LongestSubject - 1 : LongestSubject)];

    private static OutgoingMessage Begin(MessageSource source)
    {
        var author = source.Author;
        return source.Original is not { Message: var original } ? new OutgoingMessage { From = [author.From], Date = author.Date, MessageId = author.MessageId }
            : !source.IsReply ? MessageReply.Forward(original, raw: null, author)
            : source.Request.ReplyAll == true ? MessageReply.ToAll(original, author)
            : MessageReply.ToAuthor(original, author);
    }

    private static ComposedBody WriteBody(MessageSource source)
    {
        var (request, rendered) = (source.Request, source.Rendered);
        var quotation = source.Original is not { Message: var original } ? null
            : !source.IsReply ? ComposedBody.Forwarded(original)
            : request.Quote != false ? ComposedBody.Quoted(original)
            : null;
        var signature = request.Signature != false ? MailSignature.Of(source.Identity) : null;
        return ComposedBody.Of(request.BodyText ?? rendered?.BodyText, request.BodyHtml ?? rendered?.BodyHtml, signature, quotation);
    }
}
