using System.Buffers;
using System.Runtime.CompilerServices;

namespace EmailAgent.Mail.Mime;

/// <summary>
/// Cuts HTML into text and tags as browsers do (HTML standard, section 13.2.5), without errors. Comments, doctypes and
/// the content of script, style and the like are skipped. Every search that can fail is made once only, so the whole
/// is linear.
/// </summary>
internal ref struct HtmlTokenizer
{
    private static readonly SearchValues<char> NameEnd = SearchValues.Create(" \t\r\n\f/");

    private readonly ReadOnlySpan<char> _html;
    private int _pos;
    private HtmlTag _rawText;
    private bool _noTagEnd;
    private bool _noCommentEnd;
    private bool _noDoubleQuote;
    private bool _noSingleQuote;
    private UInt128 _unclosed;

    public HtmlTokenizer(ReadOnlySpan<char> html) => _html = html;

    public HtmlTokenKind Kind { get; private set; }

    /// <summary>Text with its character references, or the attributes of a start tag.</summary>
    public ReadOnlySpan<char> Text { get; private set; }

    public HtmlTag Tag { get; private set; }

    /// <summary>Moves to the next token; false at the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Read()
    {
        if (_rawText != HtmlTag.Unknown)
            SkipRawText();
        while (_pos < _html.Length)
        {
            if (_html[_pos] != '<' || _noTagEnd || _pos + 1 == _html.Length)
                return ReadText();
            var next = _html[_pos + 1];
            if (char.IsAsciiLetter(next) || (next == '/' && _pos + 2 < _html.Length && char.IsAsciiLetter(_html[_pos + 2])))
            {
                if (TryReadTag(next == '/'))
                    return true;
            }
            else if (next is '!' or '?' or '/')
            {
                if (!TrySkipMarkup())
                    return ReadText();
            }
            else
            {
                return ReadText();
            }
        }

        return false;
    }

    private bool ReadText()
    {
        // The current character is text in any case.
        var rest = _html[(_pos + 1)..];
        var length = _noTagEnd ? -1 : rest.IndexOf('<');
        Kind = HtmlTokenKind.Text;
        Tag = HtmlTag.Unknown;
        Text = length < 0 ? _html[_pos..] : _html.Slice(_pos, length + 1);
        _pos += Text.Length;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryReadTag(bool isEnd)
    {
        var nameStart = _pos + (isEnd ? 2 : 1);
        var end = TagEnd(nameStart);
        if (end < 0)
        {
            // No ">" to the end of the document: nothing from here on is a tag.
            _noTagEnd = true;
            return false;
        }

        var inner = _html[nameStart..end];
        var nameLength = inner.IndexOfAny(NameEnd);
        if (nameLength < 0)
            nameLength = inner.Length;
        Kind = isEnd ? HtmlTokenKind.EndTag : HtmlTokenKind.StartTag;
        Tag = HtmlTags.Identify(inner[..nameLength]);
        Text = isEnd ? default : inner[nameLength..];
        _pos = end + 1;
        if (!isEnd && HtmlTags.IsRawText(Tag))
            _rawText = Tag;
        return true;
    }

    /// <summary>Returns the offset of the ">" that ends a tag, outside of quoted attribute values; -1 if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int TagEnd(int from)
    {
        while (true)
        {
            var at = _html[from..].IndexOfAny('>', '"', '\'');
            if (at < 0)
                return -1;
            at += from;
            if (_html[at] == '>')
                return at;
            from = BeginsValue(at) && QuoteEnd(at) is > 0 and var end ? end + 1 : at + 1;
        }
    }

    /// <summary>Returns whether a quote opens a value, which it does only behind an equals sign.</summary>
    private readonly bool BeginsValue(int quote)
    {
        // Blanks between the two are rare and few; past this many it is not a real attribute.
        for (var i = quote - 1; i > _pos && i > quote - 16; i--)
        {
            if (_html[i] == '=')
                return true;
            if (!char.IsWhiteSpace(_html[i]))
                return false;
        }

        return false;
    }

    private int QuoteEnd(int quote)
    {
        ref var none = ref _html[quote] == '"' ? ref _noDoubleQuote : ref _noSingleQuote;
        if (none)
            return -1;
        var length = _html[(quote + 1)..].IndexOf(_html[quote]);
        none = length < 0;
        return length < 0 ? -1 : quote + 1 + length;
    }

    /// <summary>Passes over a comment, doctype, conditional or processing instruction.</summary>
    private bool TrySkipMarkup()
    {
        var rest = _html[_pos..];
        if (rest.StartsWith("<!--") && !_noCommentEnd)
        {
            var end = rest[2..].IndexOf("-->");
            if (end >= 0)
            {
                _pos += 2 + end + 3;
                return true;
            }

            _noCommentEnd = true;
        }

        var close = rest.IndexOf('>');
        _noTagEnd = close < 0;
        _pos += close + 1;
        return close >= 0;
    }

    private void SkipRawText()
    {
        var tag = _rawText;
        _rawText = HtmlTag.Unknown;
        if ((_unclosed >> (int)tag & 1) != 0)
            return;
        var name = HtmlTags.Name(tag);
        for (var from = _pos; ;)
        {
            var at = _html[from..].IndexOf("</");
            if (at < 0)
                break;
            from += at + 2;
            if (_html[from..].StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                _pos = from - 2;
                return;
            }
        }

        // Never closed: a script or a style sheet takes the rest with it, other content is shown.
        _unclosed |= UInt128.One << (int)tag;
        if (tag is HtmlTag.Script or HtmlTag.Style)
            _pos = _html.Length;
    }
}
