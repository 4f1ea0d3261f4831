using System.Buffers;

namespace EmailAgent.Mail.Mime;

/// <summary>Splits a structured field (RFC 5322 section 3.2) into words, quoted strings, comments and the marks ; = ,</summary>
internal ref struct FieldTokenizer
{
    private static readonly SearchValues<byte> WordEnd = SearchValues.Create(" \t\r\n;=,(\""u8);

    private static readonly SearchValues<byte> ValueEnd = SearchValues.Create(" \t\r\n;("u8);

    private readonly ReadOnlySpan<byte> _value;
    private int _pos;

    public FieldTokenizer(ReadOnlySpan<byte> value) => _value = value;

    public FieldToken Kind { get; private set; }

    /// <summary>The token as written.</summary>
    public ReadOnlySpan<byte> Raw { get; private set; }

    /// <summary>Gets the offset of the token.</summary>
    public int Start { get; private set; }

    public readonly byte Mark => Kind == FieldToken.Mark ? Raw[0] : (byte)0;

    /// <summary>The token decoded, without quotes or parentheses.</summary>
    public readonly string Text => Kind switch
    {
        FieldToken.Quoted => AddressText.Unquote(Raw),
        FieldToken.Comment => HeaderText.Decode(Raw[1..(Raw[^1] == (byte)')' ? ^1 : ^0)]),
        _ => HeaderText.Decode(Raw),
    };

    /// <summary>Goes to the next token; false at the end.</summary>
    public bool Read()
    {
        while (_pos < _value.Length && _value[_pos] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            _pos++;
        Start = _pos;
        if (_pos == _value.Length)
        {
            Kind = FieldToken.End;
            Raw = default;
            return false;
        }

        (Kind, _pos) = _value[_pos] switch
        {
            (byte)';' or (byte)'=' or (byte)',' => (FieldToken.Mark, _pos + 1),
            (byte)'(' => (FieldToken.Comment, Comment.Skip(_value, _pos)),
            (byte)'"' => (FieldToken.Quoted, QuoteEnd()),
            _ => (FieldToken.Word, WordEndFrom(_pos)),
        };
        Raw = _value[Start.._pos];
        return true;
    }

    /// <summary>Reads the value behind an equals sign, in which further equals signs and commas are text ("z=a=b").</summary>
    public string ReadValue()
    {
        if (!Read() || Mark == (byte)';' || Kind == FieldToken.Comment)
            return string.Empty;
        if (Kind == FieldToken.Quoted)
            return Text;
        var length = _value[Start..].IndexOfAny(ValueEnd);
        _pos = length < 0 ? _value.Length : Start + length;
        return HeaderText.Decode(_value[Start.._pos]);
    }

    private readonly int WordEndFrom(int start)
    {
        var length = _value[start..].IndexOfAny(WordEnd);
        return length < 0 ? _value.Length : start + length;
    }

    private readonly int QuoteEnd()
    {
        for (var i = _pos + 1; i < _value.Length; i++)
        {
            if (_value[i] == (byte)'\\')
                i++;
            else if (_value[i] == (byte)'"')
                return i + 1;
        }

        return _value.Length;
    }
}
