using System.Buffers;
using System.Runtime.CompilerServices;

namespace EmailAgent.Mail.Mime;

/// <summary>
/// Reads address lists (RFC 5322 sections 3.4 and 4.4): groups are flattened, comments, routes, missing brackets,
/// quotes and commas tolerated.
/// </summary>
internal ref struct AddressHeader
{
    /// <summary>Characters that end an address without a closing bracket.</summary>
    private static readonly SearchValues<byte> AngleStop = SearchValues.Create(",; \t\r\n<>"u8);

    private readonly ReadOnlySpan<byte> _value;
    private readonly List<MailAddress> _result;
    private AddressEntry _entry;

    /// <summary>Bare words before a comma: a name of their own, or the beginning of "Works, Inc. &lt;a@b&gt;", which should have been quoted.</summary>
    private AddressEntry _before;

    private int _pos;
    private bool _noQuoteEnd;
    private bool _noCommentEnd;
    private bool _noAngleEnd;

    private AddressHeader(ReadOnlySpan<byte> value, List<MailAddress> result)
    {
        _value = value;
        _result = result;
        _entry.Clear();
        _before.Clear();
    }

    /// <summary>Adds the mailboxes of one field to a list; false if the limit was reached.</summary>
    public static bool Parse(ReadOnlySpan<byte> value, List<MailAddress> result, int limit)
    {
        var parser = new AddressHeader(value, result);
        return parser.Run(limit);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Run(int limit)
    {
        while (_pos < _value.Length)
        {
            if (_result.Count >= limit)
                return false;
            switch (_value[_pos])
            {
                case (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'>':
                    _pos++;
                    break;
                case (byte)',':
                    FlushAtComma();
                    _pos++;
                    break;
                case (byte)';':
                    // Ends a group; outside of one it is Outlook's comma.
                    Flush();
                    _pos++;
                    break;
                case (byte)':' when _entry.IsGroupName(_value):
                    FlushBefore();
                    _entry.Clear();
                    _pos++;
                    break;
                case (byte)'(' when !_noCommentEnd && Comment.End(_value, _pos) is > 0 and var end:
                    _entry.AddComment(_pos, end);
                    _pos = end;
                    break;
                case (byte)'"' when !_noQuoteEnd && QuoteEnd(_pos) is > 0 and var end:
                    AddWord(end, special: true);
                    break;
                case (byte)'<':
                    ReadAngle();
                    break;
                default:
                    ReadAtom();
                    break;
            }
        }

        Flush();
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadAtom()
    {
        // An opening character that is never closed ends up here as text; remember, or each of them scans to the end.
        _noCommentEnd |= _value[_pos] == (byte)'(';
        _noQuoteEnd |= _value[_pos] == (byte)'"';
        var end = _pos + 1;
        while (end < _value.Length && !IsSpecial(_value[end]))
            end++;
        AddWord(end, special: false);
    }

    private static bool IsSpecial(byte b) =>
        b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)',' or (byte)';' or (byte)':'
            or (byte)'(' or (byte)'"' or (byte)'<' or (byte)'>';

    private void AddWord(int end, bool special)
    {
        // "A <a@x> B <b@x>": the comma is missing (some web forms).
        var hasAt = _value[_pos..end].Contains((byte)'@');
        if (_entry.HasAngle && (_entry.HasPhrase || hasAt))
        {
            Flush();
            _entry.FollowsAngle = true;
        }

        _entry.AddWord(_pos, end, special, hasAt);
        _pos = end;
    }

    private void ReadAngle()
    {
        if (_entry.HasAngle)
        {
            var next = _entry.TakeNameBehind();
            Flush();
            _entry = next;
        }

        while (_pos < _value.Length && _value[_pos] is (byte)'<' or (byte)' ')
            _pos++;
        var start = _pos;
        if (!_noAngleEnd)
            SkipToAngle();
        if (_noAngleEnd || _value[_pos] == (byte)'<')
        {
            // The closing bracket is missing: the address ends where one must.
            var length = _value[start..].IndexOfAny(AngleStop);
            _pos = length < 0 ? _value.Length : start + length;
        }

        _entry.SetAngle(start, _pos);
        if (_pos < _value.Length && _value[_pos] == (byte)'>')
            _pos++;
    }

    /// <summary>Goes to the next bracket outside of quotes.</summary>
    private void SkipToAngle()
    {
        while (_pos < _value.Length && _value[_pos] is not ((byte)'>' or (byte)'<'))
        {
            var quoteEnd = _value[_pos] == (byte)'"' && !_noQuoteEnd ? QuoteEnd(_pos) : 0;
            _noQuoteEnd |= quoteEnd < 0;
            _pos = quoteEnd > 0 ? quoteEnd : _pos + 1;
        }

        // Remember, or each opening bracket scans to the end.
        _noAngleEnd = _pos >= _value.Length;
    }

    /// <summary>Returns the offset behind the closing quote; -1 if there is none.</summary>
    private readonly int QuoteEnd(int start)
    {
        for (var i = start + 1; i < _value.Length; i++)
        {
            if (_value[i] == (byte)'\\')
                i++;
            else if (_value[i] == (byte)'"')
                return i + 1;
        }

        return -1;
    }

    /// <summary>Holds bare words back until it is known whether the name continues behind the comma.</summary>
    private void FlushAtComma()
    {
        if (!_entry.IsBareName)
        {
            Flush();
            return;
        }

        FlushBefore();
        _before = _entry;
        _entry.Clear();
    }

    private void Flush()
    {
        if (_before.HasPhrase && _entry.IsNamed(_value))
            _entry.Extend(_before);
        else
            FlushBefore();
        _before.Clear();
        if (_entry.ToAddress(_value) is { } address)
            _result.Add(address);
        _entry.Clear();
    }

    private void FlushBefore()
    {
        if (_before.HasPhrase && _before.ToAddress(_value) is { } address)
            _result.Add(address);
        _before.Clear();
    }
}
