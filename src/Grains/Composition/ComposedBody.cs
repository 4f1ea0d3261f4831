using EmailAgent.Delivery.Messages;

namespace EmailAgent.Grains.Composition;

/// <summary>The two forms of the body of a message.</summary>
/// <param name="Html">Null for a message of text only.</param>
internal sealed record ComposedBody(string Text, string? Html)
{
    private const string BodyEnd = "</body";

    /// <summary>Completes what the author wrote: makes one form from the other, and adds signature and quotation.</summary>
    /// <param name="text">The author's text; null if there is none.</param>
    /// <param name="html">The author's HTML; null if there is none, empty for a message of text only.</param>
    /// <param name="signature">The signature; null for none.</param>
    /// <param name="quotation">What follows the author's words; null for nothing.</param>
    public static ComposedBody Of(string? text, string? html, MailSignature? signature, ComposedBody? quotation)
    {
        var written = text ?? (string.IsNullOrEmpty(html) ? "" : PlainText.FromHtml(html));
        var shown = html is { Length: 0 } ? null : html ?? PlainText.ToHtml(written);
        if (signature is not null)
        {
            written = $"{written.TrimEnd()}\n\n-- \n{signature.Text.TrimEnd()}\n";
            shown = shown is null ? null : Append(shown, $"<br>\n<div>-- <br>\n{signature.Html}</div>\n");
        }

        if (quotation is not null)
        {
            written = $"{written.TrimEnd()}\n\n{quotation.Text}";
            shown = shown is null ? null : Append(shown, $"<br>\n{quotation.Html}");
        }

        return new ComposedBody(written, shown);
    }

    /// <summary>Returns the original as it is quoted in a reply.</summary>
    public static ComposedBody Quoted(OriginalMessage original) => new(Quotation.Of(original), Quotation.HtmlOf(original));

    /// <summary>Returns the original as it is forwarded.</summary>
    public static ComposedBody Forwarded(OriginalMessage original) => new(Quotation.Forwarded(original), Quotation.HtmlForwarded(original));

    // Before the end of a whole document, after anything else.
    private static string Append(string html, string addition)
    {
        var end = html.LastIndexOf(BodyEnd, StringComparison.OrdinalIgnoreCase);
        return end < 0 ? $"{html}\n{addition}" : html.Insert(end, addition);
    }
}
