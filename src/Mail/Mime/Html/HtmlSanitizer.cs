namespace EmailAgent.Mail.Mime;

/// <summary>Makes the HTML of a message safe for display. Only listed elements, attributes and CSS properties are written; nothing is copied through.</summary>
public static class HtmlSanitizer
{
    /// <summary>
    /// Rewrites a document or fragment as a well-formed fragment (attributes quoted, elements closed in order) without scripts, style
    /// sheets, event handlers, forms, frames and embedded objects. Keeps http, https, mailto and tel in links; in images keeps cid:,
    /// data: of bitmap formats, and remote addresses only if the options allow them. Never throws on content. Runs in time linear in
    /// the length of the input.
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
