namespace EmailAgent.Mail.Mime;

/// <summary>A piece of a message's text: whole lines, with their line ends.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Offset into the text, in UTF-16 code units.</param>
/// <param name="Length">Length in UTF-16 code units, at least 1.</param>
public readonly record struct ReplySegment(ReplySegmentKind Kind, int Start, int Length)
{
    /// <summary>Returns the piece of the text.</summary>
    /// <param name="text">The text that was separated.</param>
    public ReadOnlySpan<char> Of(string text) => text.AsSpan(Start, Length);
}
