using System.Collections;

namespace EmailAgent.Mail.Mime;

/// <summary>The header fields of one part, in the order they were written.</summary>
public sealed class HeaderList : IReadOnlyList<Header>
{
    private readonly MimeSource _source;
    private readonly HeaderField[] _fields;

    internal HeaderList(MimeSource source, HeaderField[] fields)
    {
        _source = source;
        _fields = fields;
    }

    /// <summary>Number of fields.</summary>
    public int Count => _fields.Length;

    /// <summary>The field at a place, counted from 0.</summary>
    /// <exception cref="IndexOutOfRangeException">The index is out of range.</exception>
    public Header this[int index] => new(_source, _fields[index]);

    /// <summary>Decoded value of the first field of this name (ASCII case ignored); null if there is none.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var field in _fields)
            {
                var header = new Header(_source, field);
                if (header.HasName(name))
                    return header.Value;
            }

            return null;
        }
    }

    /// <summary>Returns all fields of this name (ASCII case ignored), top to bottom.</summary>
    public IReadOnlyList<Header> All(string name)
    {
        List<Header>? found = null;
        foreach (var field in _fields)
        {
            var header = new Header(_source, field);
            if (header.HasName(name))
                (found ??= []).Add(header);
        }

        return found is null ? [] : found;
    }

    /// <summary>Returns the index of the first field of a kind at or after an index; -1 if there is none.</summary>
    internal int IndexOf(HeaderId id, int from = 0)
    {
        for (var i = from; i < _fields.Length; i++)
        {
            if (_fields[i].Id == id)
                return i;
        }

        return -1;
    }

    /// <summary>Returns the raw value of the first field of a kind; empty if there is none.</summary>
    internal ReadOnlySpan<byte> Raw(HeaderId id)
    {
        var index = IndexOf(id);
        return index < 0 ? default : Raw(index);
    }

    internal ReadOnlySpan<byte> Raw(int index) =>
        _source.Raw.Span[_fields[index].ValueStart.._fields[index].ValueEnd];

    internal int OffsetOf(int index) => _fields[index].Start;

    /// <inheritdoc/>
    public IEnumerator<Header> GetEnumerator()
    {
        foreach (var field in _fields)
            yield return new Header(_source, field);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
