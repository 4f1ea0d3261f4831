using System.Text;

namespace EmailAgent.Search.Highlights;

/// <summary>Marks the matches in a text: HTML-escaped, the matches in <c>&lt;mark&gt;</c>.</summary>
internal sealed class Highlighter(TermMatcher matcher)
{
    private const int Width = 200;
    private const int Before = 40;
    private const char Ellipsis = '…';

    private readonly StringBuilder _html = new();
    private readonly List<(int Start, int End)> _matches = [];

    /// <summary>Returns the whole text with its matches marked.</summary>
    public string Whole(string text)
    {
        FindMatches(text);
        _html.Clear();
        Append(text, 0, text.Length);
        return _html.ToString();
    }

    /// <summary>Returns the stretch of about 200 characters with the most matches, or the beginning if there are none. White space is collapsed.</summary>
    public string Best(string text)
    {
        FindMatches(text);
        var (start, end) = BestWindow(text);
        _html.Clear();
        if (start > 0)
            _html.Append(Ellipsis);
        Append(text, start, end);
        if (end < text.Length)
            _html.Append(Ellipsis);
        return _html.ToString();
    }

    private void FindMatches(string text)
    {
        _matches.Clear();
        if (matcher.IsEmpty)
            return;

        Span<byte> buffer = stackalloc byte[Tokenizer.BufferSize];
        var tokens = new Tokenizer(TextComposer.Compose(text, out var origin), buffer);
        var lastEnd = 0;
        while (tokens.MoveNext())
        {
            if (tokens.Kind == TokenKind.Compound || !matcher.Matches(ref tokens))
                continue;

            // Pairs of characters overlap: marked text stays marked.
            var start = Math.Max(origin.StartOf(tokens.Start), lastEnd);
            var end = origin.EndOf(tokens.End);
            if (start < end)
                _matches.Add((start, lastEnd = end));
        }
    }

    private (int Start, int End) BestWindow(string text)
    {
        if (_matches.Count == 0)
            return (0, WordEnd(text, Math.Min(Width, text.Length)));

        var best = 0;
        var bestCount = 0;
        for (int first = 0, last = 0; first < _matches.Count; first++)
        {
            while (last < _matches.Count && _matches[last].End <= _matches[first].Start + Width - Before)
                last++;
            if (last - first > bestCount)
                (best, bestCount) = (first, last - first);
        }

        var start = WordStart(text, Math.Max(0, _matches[best].Start - Before), _matches[best].Start);
        return (start, WordEnd(text, Math.Min(text.Length, Math.Max(start + Width, _matches[best].End))));
    }

    // Forward to the beginning of a word, unless that would pass the match.
    private static int WordStart(string text, int index, int match)
    {
        if (index == 0)
            return 0;

        var space = text.AsSpan(index, match - index).IndexOfAny(' ', '\n', '\t');
        if (space >= 0)
            return index + space + 1;
        return char.IsLowSurrogate(text[index]) ? index - 1 : index;
    }

    // Back to the end of a word if one is near.
    private static int WordEnd(string text, int index)
    {
        const int Near = 20;
        if (index == text.Length)
            return index;

        var start = Math.Max(0, index - Near);
        var space = text.AsSpan(start, index - start).LastIndexOfAny(' ', '\n', '\t');
        if (space > 0)
            return start + space;
        return char.IsLowSurrogate(text[index]) ? index + 1 : index;
    }

    private void Append(string text, int start, int end)
    {
        var position = start;
        foreach (var (matchStart, matchEnd) in _matches)
        {
            if (matchStart < start)
                continue;
            if (matchEnd > end)
                break;

            AppendEscaped(text.AsSpan(position, matchStart - position));
            _html.Append("<mark>");
            AppendEscaped(text.AsSpan(matchStart, matchEnd - matchStart));
            _html.Append("</mark>");
            position = matchEnd;
        }

        AppendEscaped(text.AsSpan(position, end - position));
    }

    private void AppendEscaped(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            switch (c)
            {
                case '<':
                    _html.Append("&lt;");
                    break;
                case '>':
                    _html.Append("&gt;");
                    break;
                case '&':
                    _html.Append("&amp;");
                    break;
                case '"':
                    _html.Append("&quot;");
                    break;
                case '\'':
                    _html.Append("&#39;");
                    break;
                case ' ' or '\t' or '\r' or '\n' or '\u00A0':
                    if (_html.Length > 0 && _html[^1] != ' ')
                        _html.Append(' ');
                    break;
                default:
                    _html.Append(c);
                    break;
            }
        }
    }
}
