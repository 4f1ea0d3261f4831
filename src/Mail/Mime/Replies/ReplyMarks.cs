namespace EmailAgent.Mail.Mime;

/// <summary>Lines that clients put above a whole message.</summary>
internal static class ReplyMarks
{
    /// <summary>Longer lines are text.</summary>
    private const int MaxLength = 100;

    public static bool IsForward(ReadOnlySpan<char> line)
    {
        line = line.Trim();
        return line.Length is > 0 and <= MaxLength
            && (ReplyPhrases.ForwardLines.Contains(line.TrimEnd(" \u00A0:：").ToString())
                || (IsFramed(line) && line.ContainsAny(ReplyPhrases.Forwarded)));
    }

    public static bool IsOriginal(ReadOnlySpan<char> line)
    {
        line = line.Trim();
        return line.Length is > 0 and <= MaxLength && IsFramed(line) && line.ContainsAny(ReplyPhrases.Original);
    }

    /// <summary>Returns whether a line is drawn of underscores or dashes.</summary>
    public static bool IsRule(ReadOnlySpan<char> line)
    {
        line = line.Trim();
        return line.Length >= 10 && line.IndexOfAnyExcept('_', '-') < 0;
    }

    private static bool IsFramed(ReadOnlySpan<char> line) =>
        line.StartsWith("--") || line.StartsWith("__") || line.StartsWith("==") || line.StartsWith("——");
}
