using EmailAgent.Delivery.Messages;
using EmailAgent.Grains.Templates;

namespace EmailAgent.Grains.Composition;

/// <summary>All that a message is made of, except its files; each part is valid.</summary>
/// <param name="Original">The message that is answered or forwarded; null for neither.</param>
/// <param name="Rendered">The template with its values; null for none.</param>
internal sealed record MessageSource(
    ComposeRequest Request,
    Addressees Addressees,
    MailIdentity Identity,
    ReplyAuthor Author,
    OriginalMail? Original,
    TemplatePreview? Rendered)
{
    public bool IsReply => Request.InReplyToId is not null;
}
