namespace EmailAgent.Mail.Mime;

/// <summary>Writes the allowed part of a token stream as a well-formed fragment.</summary>
internal ref struct HtmlRewriter
{
    private readonly HtmlSanitizerOptions _options;
    private readonly HtmlTag[] _open;
    private HtmlTokenizer _tokens;
    private CharBuffer _target;
    private int _depth;
    private HtmlTag _dropped;
    private int _droppedDepth;

    public HtmlRewriter(string html, HtmlSanitizerOptions options)
    {
        _options = options;
        _open = new HtmlTag[Math.Max(options.MaxNesting, 1)];
        _tokens = new HtmlTokenizer(html);
        _target = new CharBuffer(html.Length + 64);
    }

    public string Run()
    {
        while (_tokens.Read())
        {
            var before = _target.Length;
            Take();
            if (_target.Length <= _options.MaxLength)
                continue;
            _target.Truncate(before);
            break;
        }

        while (_depth > 0)
            CloseInnermost();
        return _target.ToString();
    }

    public readonly void Dispose() => _target.Dispose();

    private void Take()
    {
        if (_dropped != HtmlTag.Unknown)
        {
            PassDropped();
            return;
        }

        switch (_tokens.Kind)
        {
            case HtmlTokenKind.Text:
                HtmlWriter.Text(_tokens.Text, ref _target);
                break;
            case HtmlTokenKind.StartTag:
                Start(_tokens.Tag, _tokens.Text);
                break;
            default:
                End(_tokens.Tag);
                break;
        }
    }

    /// <summary>Leaves out an element with all it holds, counting the tags of its name.</summary>
    private void PassDropped()
    {
        if (_tokens.Tag != _dropped || _tokens.Kind == HtmlTokenKind.Text)
            return;
        _droppedDepth += _tokens.Kind == HtmlTokenKind.StartTag ? 1 : -1;
        if (_droppedDepth == 0)
            _dropped = HtmlTag.Unknown;
    }

    private void Start(HtmlTag tag, ReadOnlySpan<char> attributes)
    {
        if (HtmlAllowList.DropsContent(tag))
        {
            _dropped = tag;
            _droppedDepth = 1;
            return;
        }

        if (!HtmlAllowList.Allows(tag))
            return;
        CloseImplied(tag);
        var isVoid = HtmlTags.IsVoid(tag);
        if (!isVoid && _depth == _open.Length)
            return;
        _target.Append('<');
        _target.Append(HtmlTags.Name(tag));
        HtmlAttributeRewriter.Append(tag, attributes, _options, ref _target);
        _target.Append('>');
        if (!isVoid)
            _open[_depth++] = tag;
    }

    /// <summary>Closes elements that the standard closes without an end tag, up to the table or list that contains the tag.</summary>
    private void CloseImplied(HtmlTag tag)
    {
        if (HtmlTags.IsBlock(tag) && Innermost(HtmlTag.P, HtmlScopeKind.Block) is >= 0 and var paragraph)
            CloseDownTo(paragraph);
        var (first, second) = HtmlScope.ImpliedEnd(tag);
        foreach (var closed in (ReadOnlySpan<HtmlTag>)[first, second])
        {
            if (closed != HtmlTag.Unknown && Innermost(closed, HtmlScope.Of(tag)) is >= 0 and var index)
                CloseDownTo(index);
        }
    }

    private void End(HtmlTag tag)
    {
        if (tag == HtmlTag.Unknown || HtmlTags.IsVoid(tag) || !HtmlAllowList.Allows(tag))
            return;
        var index = Innermost(tag, HtmlScope.Of(tag));
        if (index >= 0)
            CloseDownTo(index);
    }

    /// <summary>Returns the index of the innermost open element of a kind within a scope; -1 if there is none.</summary>
    private readonly int Innermost(HtmlTag tag, HtmlScopeKind scope)
    {
        for (var i = _depth - 1; i >= 0; i--)
        {
            if (_open[i] == tag)
                return i;
            if (HtmlScope.Ends(scope, _open[i]))
                return -1;
        }

        return -1;
    }

    private void CloseDownTo(int index)
    {
        while (_depth > index)
            CloseInnermost();
    }

    private void CloseInnermost()
    {
        _target.Append("</");
        _target.Append(HtmlTags.Name(_open[--_depth]));
        _target.Append('>');
    }
}
