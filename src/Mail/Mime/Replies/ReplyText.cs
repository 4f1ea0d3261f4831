using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>
/// Separates the new text of a message from quoted and forwarded text and the signature. Knows the marks of the common clients in
/// some twenty languages; as there is no standard, text counts as new in case of doubt.
/// </summary>
public static class ReplyText
{
    /// <summary>
    /// Separates a text into pieces. They follow each other without gaps: joined, they are the text. Neighbours differ in kind.
    /// Time is linear in the length of the text.
    /// </summary>
    /// <param name="text">Text body with "\n" line ends, such as of <see cref="MimeMessage.GetText"/>.</param>
    public static IReadOnlyList<ReplySegment> Separate(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = new ReplyLines(text);
        var kinds = ReplySeparator.Classify(lines);
        var segments = new List<ReplySegment>();
        for (int start = 0, line = 1; line <= lines.Count; line++)
        {
            if (line < lines.Count && kinds[line] == kinds[start])
                continue;
            var end = line < lines.Count ? lines.StartOf(line) : text.Length;
            segments.Add(new ReplySegment(kinds[start], lines.StartOf(start), end - lines.StartOf(start)));
            start = line;
        }

        return segments;
    }

    /// <summary>Returns the new pieces alone, joined, without blank lines around them; empty if there are none.</summary>
    /// <param name="text">As for <see cref="Separate"/>.</param>
    public static string Fresh(string text)
    {
        var fresh = new StringBuilder();
        foreach (var segment in Separate(text))
        {
            if (segment.Kind != ReplySegmentKind.Fresh)
                continue;
            var piece = segment.Of(text).Trim("\r\n");
            if (piece.IsWhiteSpace())
                continue;
            if (fresh.Length > 0)
                fresh.Append("\n\n");
            fresh.Append(piece);
        }

        return fresh.ToString();
    }
}
