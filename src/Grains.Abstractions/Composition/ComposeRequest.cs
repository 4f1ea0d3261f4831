using EmailAgent.Grains.Templates;

namespace EmailAgent.Grains.Composition;

/// <summary>A message to be written. A reply or a forwarded message takes over subject, recipients and quotation unless the request has them.</summary>
[GenerateSerializer, Immutable, Alias("compose-request")]
public record ComposeRequest
{
    /// <summary>Required; the mailbox from which the message is sent.</summary>
    [Id(0)] public string ConnectionId { get; init; } = null!;

    /// <summary>The recipients. At least one is needed in this, cc or bcc; a reply goes to the author of the original when it is absent.</summary>
    [Id(1)] public IReadOnlyList<ComposeAddress>? To { get; init; }

    /// <summary>The recipients of copies.</summary>
    [Id(2)] public IReadOnlyList<ComposeAddress>? Cc { get; init; }

    /// <summary>The recipients that no other recipient sees.</summary>
    [Id(3)] public IReadOnlyList<ComposeAddress>? Bcc { get; init; }

    /// <summary>The subject. A reply or a forwarded message has that of the original when it is absent.</summary>
    [Id(4)] public string? Subject { get; init; }

    /// <summary>The text; made from the HTML when it is absent. Not needed with a template, or if a message is forwarded.</summary>
    [Id(5)] public string? BodyText { get; init; }

    /// <summary>The HTML, which is sent as it is; made from the text when it is absent. An empty one makes a message of text only.</summary>
    [Id(6)] public string? BodyHtml { get; init; }

    /// <summary>
    /// Ids of uploads, of attachments of received messages, or of received messages. A file whose Content-ID the HTML refers to
    /// (<c>cid:...</c>) becomes an inline file; an upload can also be referred to by its id.
    /// </summary>
    [Id(7)] public IReadOnlyList<string>? AttachmentIds { get; init; }

    /// <summary>The message that is answered.</summary>
    [Id(8)] public string? InReplyToId { get; init; }

    /// <summary>Answers the other recipients of the original, too; needs in_reply_to_id.</summary>
    [Id(9)] public bool? ReplyAll { get; init; }

    /// <summary>The message that is forwarded in the text, with its attachments.</summary>
    [Id(10)] public string? ForwardOfId { get; init; }

    /// <summary>The identity from which the message is sent; the default one of the mailbox when absent.</summary>
    [Id(11)] public string? IdentityId { get; init; }

    /// <summary>The addresses for replies; that of the identity when absent.</summary>
    [Id(12)] public IReadOnlyList<ComposeAddress>? ReplyTo { get; init; }

    /// <summary>The template that gives subject and bodies; excludes body_text and body_html.</summary>
    [Id(13)] public string? TemplateId { get; init; }

    /// <summary>The values of the variables of the template.</summary>
    [Id(14)] public TemplateValues? Variables { get; init; }

    /// <summary>Ends the bodies with the signature of the identity; true when absent.</summary>
    [Id(15)] public bool? Signature { get; init; }

    /// <summary>Quotes the original of a reply; true when absent.</summary>
    [Id(16)] public bool? Quote { get; init; }

    /// <summary>Signs the message by the stored key of its sender; false when absent.</summary>
    [Id(17)] public bool? Sign { get; init; }

    /// <summary>Encrypts the message for its recipients and its sender, by stored keys of all of them; false when absent. Excludes bcc.</summary>
    [Id(18)] public bool? Encrypt { get; init; }

    public override string ToString() => nameof(ComposeRequest);
}
