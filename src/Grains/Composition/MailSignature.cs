using EmailAgent.Delivery.Messages;

namespace EmailAgent.Grains.Composition;

/// <summary>The signature of an identity in both forms.</summary>
internal sealed record MailSignature(string Text, string Html)
{
    /// <returns>Null if the identity has none.</returns>
    public static MailSignature? Of(MailIdentity identity) => (identity.SignatureText, identity.SignatureHtml) switch
    {
        ({ } text, { } html) => new MailSignature(text, html),
        ({ } text, null) => new MailSignature(text, PlainText.ToHtml(text)),
        (null, { } html) => new MailSignature(PlainText.FromHtml(html), html),
        _ => null,
    };
}
