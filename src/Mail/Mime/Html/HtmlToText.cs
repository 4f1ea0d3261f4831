namespace EmailAgent.Mail.Mime;

/// <summary>Turns HTML into readable text.</summary>
public static class HtmlToText
{
    /// <summary>
    /// Converts a document or fragment. Kept: paragraphs, line breaks, list marks, quotes ("> "), table cells (tab),
    /// alternative texts of images, and links as "text (url)" where the two differ. Left out: head, scripts, style sheets
    /// and what is hidden, such as the preview text of newsletters. Time is linear in the length of the input.
    /// </summary>
    /// <param name="html">HTML, however broken.</param>
    /// <param name="maxLength">Longest result in UTF-16 code units; what is beyond is cut off.</param>
    public static string Convert(ReadOnlySpan<char> html, int maxLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxLength);
        var converter = new HtmlTextConverter(html, maxLength);
        try
        {
            return converter.Run();
        }
        finally
        {
            converter.Dispose();
        }
    }
}
