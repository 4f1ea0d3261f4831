namespace EmailAgent.Mail.Mime;

/// <summary>State of one entry of an address list while it is scanned; offsets into the header value.</summary>
internal struct AddressEntry
{
    private int _phraseStart;
    private int _phraseEnd;
    private int _angleStart;
    private int _angleEnd;
    private int _commentStart;
    private int _commentEnd;

    /// <summary>The phrase holds quotes or comments, which must be taken out.</summary>
    private bool _special;

    private bool _hasAt;

    /// <summary>Indicates that the entry began without a comma behind another one's bracket: only an address counts, not stray words.</summary>
    public bool FollowsAngle;

    public readonly bool HasPhrase => _phraseStart >= 0;

    public readonly bool HasAngle => _angleStart >= 0;

    public void Clear()
    {
        _phraseStart = _angleStart = _commentStart = -1;
        _special = _hasAt = FollowsAngle = false;
    }

    public void AddWord(int start, int end, bool special, bool hasAt)
    {
        if (_phraseStart < 0)
            _phraseStart = start;
        else
            _special |= _commentStart > _phraseStart;
        _phraseEnd = end;
        _special |= special;
        _hasAt |= hasAt;
    }

    public void AddComment(int start, int end)
    {
        _commentStart = start;
        _commentEnd = end;
    }

    public void SetAngle(int start, int end)
    {
        _angleStart = start;
        _angleEnd = end;
    }

    /// <summary>Returns whether a colon here ends the name of a group, and is not part of a text such as "mailto:x@y".</summary>
    public readonly bool IsGroupName(ReadOnlySpan<byte> value) =>
        HasPhrase && !HasAngle && !_hasAt
        && !value[_phraseStart.._phraseEnd].SequenceEqual("mailto"u8);

    /// <summary>Indicates whether the entry is words alone, so that a comma behind it can be part of an unquoted name.</summary>
    public readonly bool IsBareName => HasPhrase && !HasAngle && !_hasAt && !_special && _commentStart < 0 && !FollowsAngle;

    /// <summary>Returns whether the entry is a name followed by an address.</summary>
    public readonly bool IsNamed(ReadOnlySpan<byte> value) =>
        HasPhrase && HasAngle && _phraseStart < _angleStart && value[_angleStart.._angleEnd].Contains((byte)'@');

    /// <summary>Puts the words before a comma in front of the name.</summary>
    public void Extend(in AddressEntry before) => _phraseStart = before._phraseStart;

    /// <summary>Removes a name behind the bracket, which belongs to the address that follows it.</summary>
    /// <returns>The entry that begins with it; an empty one if there is none.</returns>
    public AddressEntry TakeNameBehind()
    {
        var next = default(AddressEntry);
        next.Clear();
        if (!HasPhrase || _phraseStart < _angleStart)
            return next;
        (next._phraseStart, next._phraseEnd, next._special) = (_phraseStart, _phraseEnd, _special);
        _phraseStart = -1;
        return next;
    }

    /// <summary>Returns the mailbox; null if the entry is empty.</summary>
    public readonly MailAddress? ToAddress(ReadOnlySpan<byte> value)
    {
        if (HasAngle)
        {
            var address = AddressText.Clean(value[_angleStart.._angleEnd]);
            var name = HasPhrase ? Name(value) : CommentText(value);
            return address.Length == 0 && name is null ? null : new MailAddress(name, address);
        }

        if (!HasPhrase)
            return null;
        var phrase = value[_phraseStart.._phraseEnd];
        if (_hasAt)
            return AddressText.Split(phrase, CommentText(value));
        if (FollowsAngle)
            return null;
        return WithoutAt(phrase, value);
    }

    /// <summary>Returns the mailbox of an entry without an at sign: a local name ("root"), an address inside an encoded word, or a name alone.</summary>
    private readonly MailAddress? WithoutAt(ReadOnlySpan<byte> phrase, ReadOnlySpan<byte> value)
    {
        var text = Name(value);
        if (text is null)
            return null;

        // What begins like an encoded word and could not be decoded is the rest of a name, never an address.
        var isWord = !text.Contains(' ') && (text.Contains('@') || !phrase.Contains((byte)'"')) && !text.Contains("=?", StringComparison.Ordinal);
        return isWord ? new MailAddress(CommentText(value), text) : new MailAddress(text, string.Empty);
    }

    private readonly string? Name(ReadOnlySpan<byte> value)
    {
        var phrase = value[_phraseStart.._phraseEnd];
        var text = _special ? AddressText.Unquote(phrase) : HeaderText.Decode(phrase);
        return text.Length == 0 ? null : text;
    }

    private readonly string? CommentText(ReadOnlySpan<byte> value)
    {
        if (_commentStart < 0)
            return null;
        var text = HeaderText.Decode(value[(_commentStart + 1)..(_commentEnd - 1)]);
        return text.Length == 0 ? null : text;
    }
}
