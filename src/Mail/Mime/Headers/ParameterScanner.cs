using System.Buffers;

namespace EmailAgent.Mail.Mime;

/// <summary>
/// Splits "; name=value" lists (RFC 2045 section 5.1) as they are really written: missing semicolons and quotes, blanks
/// around the equals sign and inside values, comments.
/// </summary>
internal ref struct ParameterScanner
{
    private const int MaxNameLength = 64;

    private static readonly SearchValues<byte> NameBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_*."u8);

    private readonly ReadOnlySpan<byte> _value;
    private int _pos;

    public ParameterScanner(ReadOnlySpan<byte> value, int start)
    {
        _value = value;
        _pos = start;
    }

    /// <summary>Reads the next parameter; false at the end.</summary>
    public bool TryRead(out RawParameter parameter)
    {
        while (_pos < _value.Length)
        {
            SkipSeparators();
            if (TryReadName(out parameter))
            {
                ReadValue(ref parameter);
                return true;
            }

            // No parameter here: on to the next semicolon.
            var semicolon = _value[_pos..].IndexOf((byte)';');
            _pos = semicolon < 0 ? _value.Length : _pos + semicolon + 1;
        }

        parameter = default;
        return false;
    }

    private void SkipSeparators()
    {
        while (_pos < _value.Length)
        {
            if (_value[_pos] is (byte)';' or (byte)',' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
                _pos++;
            else if (_value[_pos] == (byte)'(')
                _pos = Comment.Skip(_value, _pos);
            else
                return;
        }
    }

    /// <summary>Reads a name with its equals sign; moves only where both are there.</summary>
    private bool TryReadName(out RawParameter parameter)
    {
        parameter = default;
        var rest = _value[_pos..];
        var length = rest[..Math.Min(rest.Length, MaxNameLength)].IndexOfAnyExcept(NameBytes);
        if (length <= 0)
            return false;
        var equals = length;
        while (equals < rest.Length && equals < length + 8 && rest[equals] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            equals++;
        if (equals == rest.Length || rest[equals] != (byte)'=')
            return false;
        parameter.NameStart = _pos;
        ReadMarks(rest[..length], ref parameter);
        _pos += equals + 1;
        return true;
    }

    /// <summary>Takes "*0*", "*1" or "*" off a name (RFC 2231).</summary>
    private static void ReadMarks(ReadOnlySpan<byte> name, ref RawParameter parameter)
    {
        parameter.Section = -1;
        if (name[^1] == (byte)'*')
        {
            parameter.Extended = true;
            name = name[..^1];
        }

        var star = name.IndexOf((byte)'*');
        if (star >= 0 && int.TryParse(name[(star + 1)..], out var section) && section >= 0)
        {
            parameter.Section = section;
            name = name[..star];
        }

        parameter.NameLength = name.Length;
    }

    private void ReadValue(ref RawParameter parameter)
    {
        while (_pos < _value.Length && _value[_pos] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            _pos++;
        parameter.ValueStart = _pos;
        if (_pos < _value.Length && _value[_pos] == (byte)'"')
            ReadQuoted(ref parameter);
        else
            ReadBare(ref parameter);
    }

    private void ReadQuoted(ref RawParameter parameter)
    {
        parameter.Quoted = true;
        parameter.ValueStart = ++_pos;
        while (_pos < _value.Length && _value[_pos] != (byte)'"')
            _pos += _value[_pos] == (byte)'\\' && _pos + 1 < _value.Length ? 2 : 1;
        parameter.ValueLength = _pos - parameter.ValueStart;
        if (_pos < _value.Length)
            _pos++;
    }

    /// <summary>
    /// Reads a value without quotes, which ends at a semicolon, or at a blank if another parameter follows (Eudora and many scripts
    /// send names such as "filename=my file.doc").
    /// </summary>
    private void ReadBare(ref RawParameter parameter)
    {
        while (_pos < _value.Length && _value[_pos] != (byte)';')
        {
            if (_value[_pos] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                _pos++;
                continue;
            }

            var blank = _pos;
            while (_pos < _value.Length && _value[_pos] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
                _pos++;
            var before = this;
            if (_pos == _value.Length || _value[_pos] == (byte)'(' || before.TryReadName(out _))
            {
                parameter.ValueLength = blank - parameter.ValueStart;
                return;
            }
        }

        parameter.ValueLength = _pos - parameter.ValueStart;
        if (parameter.ValueLength > 0 && _value[_pos - 1] == (byte)'"')
            parameter.ValueLength--;
    }
}
