using System.Buffers;
using System.Runtime.CompilerServices;

namespace EmailAgent.Mail.Mime;

/// <summary>Walks over the attributes of a start tag.</summary>
internal ref struct HtmlAttributes
{
    private static readonly SearchValues<char> NameEnd = SearchValues.Create(" \t\r\n\f/=");

    private ReadOnlySpan<char> _rest;

    public HtmlAttributes(ReadOnlySpan<char> attributes) => _rest = attributes;

    public ReadOnlySpan<char> Name { get; private set; }

    /// <summary>Value with its character references, without quotes.</summary>
    public ReadOnlySpan<char> Value { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Read()
    {
        _rest = _rest.TrimStart(" \t\r\n\f/");
        if (_rest.IsEmpty)
            return false;
        var end = _rest[1..].IndexOfAny(NameEnd);
        Name = end < 0 ? _rest : _rest[..(end + 1)];
        _rest = _rest[Name.Length..];
        Value = default;
        var after = _rest.TrimStart(" \t\r\n\f");
        if (after.IsEmpty || after[0] != '=')
            return true;
        _rest = after[1..].TrimStart(" \t\r\n\f");
        ReadValue();
        return true;
    }

    /// <summary>Returns the raw value of an attribute; empty if it is missing.</summary>
    public static ReadOnlySpan<char> Find(ReadOnlySpan<char> attributes, string name)
    {
        var reader = new HtmlAttributes(attributes);
        while (reader.Read())
        {
            if (reader.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return reader.Value;
        }

        return default;
    }

    private void ReadValue()
    {
        if (_rest.IsEmpty)
            return;
        int length;
        if (_rest[0] is '"' or '\'')
        {
            length = _rest[1..].IndexOf(_rest[0]);
            if (length >= 0)
            {
                Value = _rest.Slice(1, length);
                _rest = _rest[(length + 2)..];
                return;
            }

            _rest = _rest[1..];
        }

        length = _rest.IndexOfAny(" \t\r\n\f");
        Value = length < 0 ? _rest : _rest[..length];
        _rest = _rest[Value.Length..];
    }
}
