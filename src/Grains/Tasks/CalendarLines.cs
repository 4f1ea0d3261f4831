using System.Text;

namespace EmailAgent.Grains.Tasks;

/// <summary>The content lines of an iCalendar object (RFC 5545, section 3.1): folded at 75 bytes of UTF-8, each ended by CRLF.</summary>
internal sealed class CalendarLines
{
    private const int MostBytes = 75;

    private readonly StringBuilder _lines = new();

    /// <summary>Adds a line whose value needs no escapes.</summary>
    public void Add(string name, string value) => Fold($"{name}:{value}");

    /// <summary>Adds a line whose value is text: separators and line breaks are escaped, other control characters are left out.</summary>
    public void AddText(string name, string text) => Add(name, Escape(text));

    public override string ToString() => _lines.ToString();

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text.ReplaceLineEndings("\n"))
        {
            if (letter == '\n')
                escaped.Append("\\n");
            else if (letter is '\\' or ';' or ',')
                escaped.Append('\\').Append(letter);
            else if (!char.IsControl(letter) || letter == '\t')
                escaped.Append(letter);
        }

        return escaped.ToString();
    }

    // Between characters, never within the bytes of one. The space that begins a continued line counts.
    private void Fold(string line)
    {
        var bytes = 0;
        Span<char> units = stackalloc char[2];
        foreach (var rune in line.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > MostBytes)
            {
                _lines.Append("\r\n ");
                bytes = 1;
            }

            _lines.Append(units[..rune.EncodeToUtf16(units)]);
            bytes += rune.Utf8SequenceLength;
        }

        _lines.Append("\r\n");
    }
}
