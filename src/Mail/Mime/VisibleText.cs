namespace EmailAgent.Mail.Mime;

/// <summary>Decides which characters are visible.</summary>
internal static class VisibleText
{
    /// <summary>Returns whether a text is empty for a reader: white space and invisible characters only, or no text at all.</summary>
    public static bool IsBlank(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c) && !IsInvisible(c) && c != '\u200D')
                return false;
        }

        return true;
    }

    /// <summary>Returns whether a character has no shape. Such characters fill the previews of newsletters. The joiner of emoji is not one of them.</summary>
    public static bool IsInvisible(char c) =>
        char.IsControl(c) || c is '\u00AD' or '\u034F' or '\u061C' or '\u115F' or '\u1160' or '\u17B4' or '\u17B5' or '\u180E'
            or '\u200B' or '\u200C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u206F')
            or '\u2800' or '\u3164' or '\uFEFF' or '\uFFA0' or '\uFFFC';
}
