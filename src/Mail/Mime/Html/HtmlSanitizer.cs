namespace EmailAgent.Mail.Mime;

/// <summary>
/// Makes the HTML of a message safe to show. Only what is on the lists of elements, attributes and CSS properties is
/// written out again; nothing is copied through.
/// </summary>
public static class HtmlSanitizer
{
    /// <summary>
    /// Rewrites a document or fragment as a well-formed fragment (attributes quoted, elements closed in order) without
    /// scripts, style sheets, event handlers, forms, frames and embedded objects. Links keep http, https, mailto and tel;
    /// images keep cid:, data: of bitmap formats, and remote addresses only as the options say. Never throws on content;
    /// time is linear in the length of the input.
    /// </summary>
    /// <param name="html">HTML, however broken or hostile.</param>
    /// <param name="options">What is let through.</param>
    public static string Sanitize(string html, HtmlSanitizerOptions options)
    {
        ArgumentNullException.ThrowIfNull(html);
        ArgumentNullException.ThrowIfNull(options);
        var rewriter = new HtmlRewriter(html, options);
        try
        {
            return rewriter.Run();
        }
        finally
        {
            rewriter.Dispose();
        }
    }
}
