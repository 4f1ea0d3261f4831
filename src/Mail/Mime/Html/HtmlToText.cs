namespace EmailAgent.Mail.Mime;

/// <summary>Turns HTML into readable text.</summary>
public static class HtmlToText
{
    /// <summary>
    /// Converts a document or fragment. Kept: paragraphs, line breaks, list marks, quotes ("> "), table cells (tab),
    /// alternative texts of images, and links as "text (url)" where the two differ. Omitted: head, scripts, style sheets
    /// and what is hidden, such as the preview text of newsletters. Time is linear in the length of the input.
    /// </summary>
    /// <param name="html">HTML, however broken.</param>
    /// <param name="maxLength">Longest result in UTF-16 code units; what is beyond is cut off.</param>
    public static string Convert(ReadOnlySpan<char> html, int maxLength) => Convert(html, maxLength, out _);

    /// <inheritdoc cref="Convert(ReadOnlySpan{char}, int)"/>
    /// <param name="html">HTML, however broken.</param>
    /// <param name="maxLength">Longest result in UTF-16 code units; what is beyond is cut off.</param>
    /// <param name="complete">False if something was cut off.</param>
    internal static string Convert(ReadOnlySpan<char> html, int maxLength, out bool complete)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxLength);
        var converter = new HtmlTextConverter(html, maxLength);
        try
        {
            return converter.Run(out complete);
        }
        finally
        {
            converter.Dispose();
        }
    }
}
