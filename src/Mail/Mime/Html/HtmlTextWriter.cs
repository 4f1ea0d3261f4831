using System.Globalization;
using System.Runtime.CompilerServices;

namespace EmailAgent.Mail.Mime;

/// <summary>Lays out text in lines: white space collapsed, paragraphs, list marks, quote marks, table cells.</summary>
internal ref struct HtmlTextWriter
{
    /// <summary>Quotes and lists nested deeper than a screen can show are set like this depth.</summary>
    private const int MaxIndent = 12;

    /// <summary>ASCII characters that end a run of plain text. Runs are too short for a vectorised search.</summary>
    private const ulong BreakingAscii = (1UL << ' ') | (1UL << '&') | (1UL << '\t') | (1UL << '\r') | (1UL << '\n') | (1UL << '\f') | 1UL;

    private CharBuffer _buffer;
    private readonly int _maxLength;
    private int _breaks;
    private bool _space;
    private bool _cell;
    private int _marker;

    public HtmlTextWriter(int capacity, int maxLength)
    {
        _buffer = new CharBuffer(capacity);
        _maxLength = maxLength;
        _marker = NoMarker;
    }

    private const int NoMarker = -1;

    public int QuoteDepth { get; set; }

    public int ListDepth { get; set; }

    public bool Preformatted { get; set; }

    public readonly int Length => _buffer.Length;

    public readonly bool IsFull => _buffer.Length > _maxLength;

    public readonly ReadOnlySpan<char> Since(int start) => _buffer.Written[Math.Min(start, _buffer.Length)..];

    /// <summary>Ends the line; two leave an empty line. Breaks in a row do not add up.</summary>
    public void Break(int lines)
    {
        _breaks = Math.Max(_breaks, lines);
        _space = _cell = false;
    }

    /// <summary>Ends the current line; a second call leaves an empty one.</summary>
    public void LineBreak()
    {
        _breaks = Math.Min(_breaks + 1, 2);
        _space = _cell = false;
    }

    /// <summary>Sets what follows apart from the cell before it on the same line.</summary>
    public void Cell() => _cell = _breaks == 0 && _buffer.Length > 0;

    /// <summary>Puts a mark before the next text.</summary>
    /// <param name="number">Number of the item; 0 for a bullet.</param>
    public void Item(int number)
    {
        Break(1);
        _marker = number;
    }

    /// <summary>Writes text of the document, including character references.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Text(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var run = 0;
            while (run < text.Length && (!IsBreaking(text[run]) || IsSingleSpace(text, run)))
                run++;
            if (run > 0)
                Visible(text[..run]);
            if (run == text.Length)
                return;
            text = text[run..];

            if (text[0] == '&')
            {
                text = text[Reference(text)..];
                continue;
            }

            Special(text[0]);
            text = text[1..];
        }
    }

    /// <summary>Writes text without references as one run.</summary>
    public void Visible(scoped ReadOnlySpan<char> text)
    {
        Prepare();
        _buffer.Append(text);
    }

    public string Finish()
    {
        var text = _buffer.Written;
        if (text.Length > _maxLength)
        {
            text = text[.._maxLength];
            if (!text.IsEmpty && char.IsHighSurrogate(text[^1]))
                text = text[..^1];
        }

        return new string(text.TrimEnd());
    }

    public readonly void Dispose() => _buffer.Dispose();

    private static bool IsBreaking(char c)
    {
        if (c < 64)
            return (BreakingAscii >> c & 1) != 0;
        return c is '\u00A0' or '\u00AD' or '\u034F' or '\u200B' or '\u200C' or '\u2060' or '\uFEFF';
    }

    /// <summary>Returns whether a single space separates two words, which is the fast path.</summary>
    private static bool IsSingleSpace(ReadOnlySpan<char> text, int at) =>
        text[at] == ' ' && at > 0 && at + 1 < text.Length && !IsBreaking(text[at + 1]);

    private int Reference(ReadOnlySpan<char> text)
    {
        var length = HtmlEntities.Read(text, attribute: false, out var value, out var longer);
        Span<char> chars = stackalloc char[2];
        if (length == 0)
            Visible("&");
        else if (longer is not null)
            Visible(longer);
        else if (value.IsBmp && IsBreaking((char)value.Value) && value.Value != '&')
            Special((char)value.Value);
        else
            Visible(chars[..value.EncodeToUtf16(chars)]);
        return Math.Max(length, 1);
    }

    private void Special(char c)
    {
        switch (c)
        {
            case '\n' when Preformatted:
                _breaks++;
                _space = false;
                break;
            case ' ' or '\t' when Preformatted:
                Visible(c == ' ' ? " " : "\t");
                break;
            case ' ' or '\t' or '\r' or '\n' or '\f' or '\u00A0':
                _space = true;
                break;
            case '\u200C' when !_space && _breaks == 0 && _buffer.Length > 0:
                // Joins nothing behind a blank, where newsletters use it to fill the preview; in a word it is spelling.
                Visible("\u200C");
                break;
        }
    }

    /// <summary>Writes what was deferred until there is text: line ends, marks, a blank.</summary>
    private void Prepare()
    {
        if (_buffer.Length > 0 && _breaks == 0)
        {
            if (_cell)
                _buffer.Append('\t');
            else if (_space)
                _buffer.Append(' ');
        }
        else
        {
            BeginLine();
        }

        _breaks = 0;
        _space = _cell = false;
        _marker = NoMarker;
    }

    private void BeginLine()
    {
        for (var i = _buffer.Length == 0 ? 0 : _breaks; i > 0; i--)
        {
            _buffer.Append('\n');
            if (i > 1)
                QuoteMarks(blankLine: true);
        }

        QuoteMarks(blankLine: false);
        if (_marker == NoMarker)
            return;
        for (var i = Math.Min(ListDepth, MaxIndent); i > 1; i--)
            _buffer.Append("  ");
        if (_marker > 0)
            _buffer.Append(_marker.ToString(CultureInfo.InvariantCulture));
        _buffer.Append(_marker > 0 ? ". " : "- ");
    }

    private void QuoteMarks(bool blankLine)
    {
        var depth = Math.Min(QuoteDepth, MaxIndent);
        for (var i = 0; i < depth; i++)
            _buffer.Append(blankLine && i == depth - 1 ? ">" : "> ");
    }
}
