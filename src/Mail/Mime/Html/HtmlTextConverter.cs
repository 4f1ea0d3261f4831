namespace EmailAgent.Mail.Mime;

/// <summary>Walks over the tags of a document and lays out its text.</summary>
internal ref struct HtmlTextConverter
{
    private const int MaxLists = 32;

    private HtmlTokenizer _tokens;
    private HtmlTextWriter _writer;
    private HtmlLink _link;

    /// <summary>Next item number of each open list; 0 for bullets.</summary>
    private readonly int[] _lists = new int[MaxLists];

    private int _listCount;
    private HtmlTag _hidden;
    private int _hiddenDepth;

    public HtmlTextConverter(ReadOnlySpan<char> html, int maxLength)
    {
        _tokens = new HtmlTokenizer(html);
        _writer = new HtmlTextWriter(Math.Min(html.Length / 2, maxLength) + 256, maxLength);
    }

    public string Run(out bool complete)
    {
        while (!_writer.IsFull && _tokens.Read())
        {
            if (_hidden != HtmlTag.Unknown)
                PassHidden();
            else if (_tokens.Kind == HtmlTokenKind.Text)
                _writer.Text(_tokens.Text);
            else if (_tokens.Kind == HtmlTokenKind.StartTag)
                Start(_tokens.Tag, _tokens.Text);
            else
                End(_tokens.Tag);
        }

        _link.Close(ref _writer);
        complete = !_writer.IsFull;
        return _writer.Finish();
    }

    public readonly void Dispose() => _writer.Dispose();

    /// <summary>Counts the tags of the hidden element's name until it is closed.</summary>
    private void PassHidden()
    {
        if (_tokens.Kind == HtmlTokenKind.Text)
            return;
        var tag = _tokens.Tag;
        if (tag == _hidden)
            _hiddenDepth += _tokens.Kind == HtmlTokenKind.StartTag ? 1 : -1;

        // Elements with an optional end tag: the body ends the head, a block ends a paragraph.
        var implied = (_hidden == HtmlTag.Head && tag == HtmlTag.Body) || (_hidden == HtmlTag.P && HtmlTags.IsBlock(tag));
        if (_hiddenDepth <= 0 || implied)
            _hidden = HtmlTag.Unknown;
    }

    private void Start(HtmlTag tag, ReadOnlySpan<char> attributes)
    {
        if (HtmlVisibility.IsHidden(tag, attributes))
        {
            if (!HtmlTags.IsVoid(tag) && tag != HtmlTag.Unknown)
            {
                _hidden = tag;
                _hiddenDepth = 1;
            }

            return;
        }

        switch (tag)
        {
            case HtmlTag.Br:
                _writer.LineBreak();
                break;
            case HtmlTag.A:
                _link.Close(ref _writer);
                _link.Open(attributes, ref _writer);
                break;
            case HtmlTag.Img:
                _writer.Text(HtmlAttributes.Find(attributes, "alt"));
                break;
            case HtmlTag.Hr:
                _writer.Break(1);
                _writer.Visible("---");
                _writer.Break(1);
                break;
            case HtmlTag.Td or HtmlTag.Th:
                _writer.Cell();
                break;
            case HtmlTag.Li:
                StartItem();
                break;
            case HtmlTag.Ul or HtmlTag.Ol or HtmlTag.Dir:
                StartList(tag);
                break;
            case HtmlTag.Blockquote:
                _writer.Break(2);
                _writer.QuoteDepth++;
                break;
            default:
                Boundary(tag);
                _writer.Preformatted |= tag == HtmlTag.Pre;
                break;
        }
    }

    private void End(HtmlTag tag)
    {
        switch (tag)
        {
            case HtmlTag.A:
                _link.Close(ref _writer);
                break;
            case HtmlTag.Ul or HtmlTag.Ol or HtmlTag.Dir:
                _listCount = Math.Max(_listCount - 1, 0);
                _writer.ListDepth = _listCount;
                _writer.Break(_listCount == 0 ? 2 : 1);
                break;
            case HtmlTag.Blockquote:
                _writer.Break(2);
                _writer.QuoteDepth = Math.Max(_writer.QuoteDepth - 1, 0);
                break;
            default:
                Boundary(tag);
                _writer.Preformatted &= tag != HtmlTag.Pre;
                break;
        }
    }

    private void Boundary(HtmlTag tag)
    {
        if (tag is HtmlTag.P or HtmlTag.H1 or HtmlTag.H2 or HtmlTag.H3 or HtmlTag.H4 or HtmlTag.H5 or HtmlTag.H6 or HtmlTag.Pre)
        {
            _writer.Break(2);
        }
        else if (HtmlTags.IsBlock(tag) || tag is HtmlTag.Tr or HtmlTag.Dt or HtmlTag.Dd or HtmlTag.Caption or HtmlTag.Li
            or HtmlTag.Option or HtmlTag.Body)
        {
            _writer.Break(1);
        }
    }

    private void StartList(HtmlTag tag)
    {
        _writer.Break(_listCount == 0 ? 2 : 1);
        if (_listCount < MaxLists)
            _lists[_listCount] = tag == HtmlTag.Ol ? 1 : 0;
        _listCount++;
        _writer.ListDepth = _listCount;
    }

    private void StartItem()
    {
        var level = Math.Min(_listCount, MaxLists) - 1;
        var number = level >= 0 && _lists[level] > 0 ? _lists[level]++ : 0;
        _writer.Item(number);
    }
}
