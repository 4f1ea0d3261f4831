using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>Writes parameters of Content-Type and Content-Disposition (RFC 2045 section 5.1, RFC 2231).</summary>
internal static class ParameterWriter
{
    private const int LongestPlain = 60;
    private const int LongestSection = 60;

    /// <summary>A field of a value and parameters.</summary>
    public static void Field(HeaderWriter header, string name, string value, IReadOnlyList<string> parameters)
    {
        header.Begin(name);
        header.Word(parameters.Count == 0 ? value : $"{value};");
        for (var i = 0; i < parameters.Count; i++)
            header.Word(i < parameters.Count - 1 ? $"{parameters[i]};" : parameters[i]);
        header.End();
    }

    /// <summary>The parameter, in as many sections as it needs.</summary>
    public static IEnumerable<string> Sections(string name, string value, bool utf8)
    {
        if (value.Length <= LongestPlain && IsPlain(value, utf8))
            return [$"{name}={Plain(value)}"];
        var sections = Extended(value);
        return sections.Count == 1
            ? [$"{name}*=utf-8''{sections[0]}"]
            : sections.Select((section, i) => $"{name}*{i}*={(i == 0 ? "utf-8''" : "")}{section}");
    }

    /// <summary>The name of a file as readers without RFC 2231 know it: an encoded word in quotes, which no standard has.</summary>
    public static IEnumerable<string> Legacy(string name, string value, bool utf8) =>
        IsPlain(value, utf8) ? Sections(name, value, utf8) : [$"{name}=\"{EncodedWords.Whole(value)}\""];

    // Many readers decode encoded words here too.
    private static bool IsPlain(string value, bool utf8) => HeaderSyntax.IsPrintable(value, utf8) && !value.Contains("=?", StringComparison.Ordinal);

    private static string Plain(string value) => HeaderSyntax.IsToken(value) ? value : HeaderSyntax.Quote(value);

    private static List<string> Extended(string value)
    {
        var sections = new List<string>();
        var section = new StringBuilder();
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in value.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(utf8);
            if (section.Length + (3 * length) > LongestSection)
            {
                sections.Add(section.ToString());
                section.Clear();
            }

            if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || (char)rune.Value is '-' or '.' or '_'))
                section.Append((char)rune.Value);
            else
                foreach (var b in utf8[..length])
                    section.Append('%').Append(b.ToString("X2", null));
        }

        sections.Add(section.ToString());
        return sections;
    }
}
