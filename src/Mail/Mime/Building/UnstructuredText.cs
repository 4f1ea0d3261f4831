namespace EmailAgent.Mail.Mime;

/// <summary>Writes a value of free text: a subject, or a field nobody knows.</summary>
internal static class UnstructuredText
{
    // Far below the 998 bytes that a line may have.
    private const int LongestWord = 500;

    public static void Write(HeaderWriter header, string value)
    {
        if (value.Length == 0)
            return;
        if (!IsPlain(value, header.Utf8))
        {
            EncodedWords.Write(header, value);
            return;
        }

        foreach (var word in value.Split(' '))
            header.Word(word);
    }

    /// <summary>Whether the text is what a reader makes of it when it is written as it is, folded between words.</summary>
    private static bool IsPlain(string value, bool utf8)
    {
        if (value.Contains("=?", StringComparison.Ordinal) || value.Contains("  ", StringComparison.Ordinal) || value[0] == ' ' || value[^1] == ' ')
            return false;
        foreach (var word in value.AsSpan().Split(' '))
        {
            if (word.End.Value - word.Start.Value > LongestWord)
                return false;
        }

        return HeaderSyntax.IsPrintable(value, utf8);
    }
}
