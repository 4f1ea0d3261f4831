namespace EmailAgent.Mail.Mime;

/// <summary>The lines of a text.</summary>
internal sealed class ReplyLines
{
    private readonly string _text;
    private readonly List<int> _starts = [];

    public ReplyLines(string text)
    {
        _text = text;
        for (var at = 0; at < text.Length;)
        {
            _starts.Add(at);
            var end = text.IndexOf('\n', at);
            at = end < 0 ? text.Length : end + 1;
        }
    }

    public int Count => _starts.Count;

    /// <summary>A line without its line end.</summary>
    public ReadOnlySpan<char> this[int line] => _text.AsSpan(_starts[line], EndOf(line) - _starts[line]).TrimEnd("\r\n");

    public int StartOf(int line) => _starts[line];

    public bool IsBlank(int line) => this[line].IsWhiteSpace();

    /// <summary>Returns whether a line is quoted by the mark that all clients share.</summary>
    public bool IsMarked(int line) => this[line] is ['>', ..] or [' ', '>', ..];

    /// <summary>Returns the next line that is not blank; <see cref="Count"/> if there is none.</summary>
    public int NextText(int line)
    {
        while (line < Count && IsBlank(line))
            line++;
        return line;
    }

    private int EndOf(int line) => line + 1 < Count ? _starts[line + 1] : _text.Length;
}
