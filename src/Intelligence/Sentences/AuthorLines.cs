namespace EmailAgent.Intelligence.Sentences;

/// <summary>The lines of a message up to its signature, or up to a message that it forwards or replies to.</summary>
internal ref struct AuthorLines(string text)
{
    private const int ShortestRule = 8;
    private const int LongestName = 40;
    private const int MostNameWords = 4;

    private readonly string _text = text;
    private int _next;
    private bool _isSigned;
    private bool _hasText;

    /// <summary>Gets the line that was read.</summary>
    public AuthorLine Current { get; private set; }

    /// <summary>Reads the next line. Returns false at the end of what the author wrote.</summary>
    public bool Read()
    {
        if (_next > _text.Length)
            return false;
        var start = _next;
        var line = LineAt(start, out _next);
        if (EndsText(line))
            return false;
        if (_isSigned && LineMarks.BeginsPostscript(line))
            _isSigned = false;
        var isText = !_isSigned && IsText(line);
        Current = new AuthorLine(start, start + line.Length, isText);
        _hasText |= isText;
        if (isText && IsClosing(line))
        {
            _isSigned = true;
            Current = Current with { IsText = false };
        }

        return true;
    }

    private readonly ReadOnlySpan<char> LineAt(int start, out int next)
    {
        var end = _text.IndexOf('\n', start);
        next = end < 0 ? _text.Length + 1 : end + 1;
        return _text.AsSpan(start, (end < 0 ? _text.Length : end) - start).TrimEnd();
    }

    private readonly bool EndsText(ReadOnlySpan<char> line)
    {
        var text = line.TrimStart();
        if (text is "--" || IsRule(text) || LineMarks.BeginsOriginal(text) || LineMarks.IsProgramSignature(text))
            return true;
        if (LineMarks.EndsAttribution(text) || (LineMarks.BeginsAttribution(text) && LineMarks.EndsAttribution(NextText(skip: 0))))
            return !IsQuote(NextText(skip: LineMarks.EndsAttribution(text) ? 0 : 1));
        return LineMarks.IsHeader(text) && LineMarks.IsHeader(NextText(skip: 0));
    }

    // A row of dashes below a title is none before there is text.
    private readonly bool IsRule(ReadOnlySpan<char> line) =>
        _hasText && line.Length >= ShortestRule && (!line.ContainsAnyExcept('_') || !line.ContainsAnyExcept('-') || !line.ContainsAnyExcept('='));

    // The line that follows, empty ones left out. Few are read, so that empty lines cost no more than others.
    private readonly ReadOnlySpan<char> NextText(int skip)
    {
        var at = _next;
        for (var read = 0; read < 4 && at <= _text.Length; read++)
        {
            var line = LineAt(at, out at).TrimStart();
            if (!line.IsEmpty && skip-- == 0)
                return line;
        }

        return [];
    }

    private static bool IsText(ReadOnlySpan<char> line)
    {
        var text = line.TrimStart();
        return !text.IsEmpty && !IsQuote(text) && text[0] is not ('#' or '%' or ':')
            && !LineMarks.IsHeader(text) && !LineMarks.EndsAttribution(text) && !LineMarks.BeginsAttribution(text) && HasLetter(text);
    }

    private static bool IsQuote(ReadOnlySpan<char> line) => line is ['>' or '|', ..];

    private static bool HasLetter(ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
        {
            if (char.IsLetter(letter) || char.IsHighSurrogate(letter))
                return true;
        }

        return false;
    }

    // "Thanks" and the like also begin messages; they end one if a name follows.
    private readonly bool IsClosing(ReadOnlySpan<char> line)
    {
        var words = line.Trim().TrimEnd(",.!");
        return LineMarks.IsClosing(words) || (LineMarks.IsThanks(words) && IsName(NextText(skip: 0)));
    }

    private static bool IsName(ReadOnlySpan<char> line)
    {
        if (line.Length is 0 or > LongestName || line[^1] is '?' or '!' or ':' or '.')
            return false;
        var words = 0;
        foreach (var range in line.Split(' '))
        {
            var word = line[range];
            if (!word.IsEmpty && !char.IsUpper(word[0]) && word[0] is not ('-' or '~'))
                return false;
            words++;
        }

        return words <= MostNameWords;
    }
}
