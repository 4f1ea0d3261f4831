using System.Globalization;
using System.Text;

namespace EmailAgent.Mail.Sasl;

/// <summary>
/// Converts a name or password to the form that both sides compute with (RFC 4013): all kinds of spaces become one, invisible
/// characters are removed, compatibility forms become plain. The platform does the last step and omits it where it runs without ICU.
/// Prohibited characters are not refused: the server decides whether such a password is right.
/// </summary>
internal static class SaslPrep
{
    public static string Prepare(string value)
    {
        if (Ascii.IsValid(value))
        {
            return value;
        }

        var mapped = new StringBuilder(value.Length);
        foreach (var c in value)
        {
            if (char.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator || c == '\u200b')
            {
                mapped.Append(' ');
            }
            else if (!IsNothing(c))
            {
                mapped.Append(c);
            }
        }

        return mapped.ToString().Normalize(NormalizationForm.FormKC);
    }

    // Table B.1 of RFC 3454.
    private static bool IsNothing(char c)
        => c is '\u00ad' or '\u034f' or '\u1806' or '\u2060' or '\ufeff'
            or (>= '\u180b' and <= '\u180d') or (>= '\u200c' and <= '\u200d') or (>= '\ufe00' and <= '\ufe0f');
}
