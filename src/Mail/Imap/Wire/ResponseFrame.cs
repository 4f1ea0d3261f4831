using System.Buffers;

namespace EmailAgent.Mail.Imap.Wire;

/// <summary>
/// A response as received: its text without line ends, and its literals in order. A literal leaves its <c>{n}</c> in the text and
/// knows that position, so that nothing in the text can be mistaken for a literal. Reused from response to response.
/// </summary>
internal sealed class ResponseFrame : IDisposable
{
    private const int KeptLiterals = 16;

    private readonly List<Literal?> _literals = [];
    private readonly List<int> _positions = [];
    private byte[] _text = [];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Text => _text.AsSpan(0, Length);

    public int LiteralCount => _literals.Count;

    public long BufferedLiteralBytes { get; private set; }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (Length + bytes.Length > _text.Length)
        {
            Grow(Length + bytes.Length);
        }

        bytes.CopyTo(_text.AsSpan(Length));
        Length += bytes.Length;
    }

    /// <summary>Removes an optional CR from the end of a line.</summary>
    public void TrimCarriageReturn(int lineStart)
    {
        if (Length > lineStart && _text[Length - 1] == '\r')
        {
            Length--;
        }
    }

    public void Add(Literal literal)
    {
        _literals.Add(literal);
        _positions.Add(literal.Position);
        BufferedLiteralBytes += literal.Sink is null ? literal.Size : 0;
    }

    /// <summary>Hands over the literal at <paramref name="index"/> if it stands at <paramref name="position"/>; the caller disposes it.</summary>
    public Literal? Take(int index, int position)
    {
        if (index >= _literals.Count || _literals[index] is not { } literal || literal.Position != position)
        {
            return null;
        }

        _literals[index] = null;
        return literal;
    }

    /// <summary>Returns the number of literals before <paramref name="position"/>, including those already taken.</summary>
    public int CountBefore(int position)
    {
        var low = 0;
        for (var high = _positions.Count; low < high;)
        {
            var middle = (low + high) >>> 1;
            (low, high) = _positions[middle] < position ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Forgets text and literals; keeps small memory for the next response.</summary>
    public void Clear()
    {
        foreach (var literal in _literals)
        {
            literal?.Dispose();
        }

        if (_literals.Count > KeptLiterals)
        {
            _literals.Clear();
            _literals.TrimExcess();
            _positions.Clear();
            _positions.TrimExcess();
        }

        _literals.Clear();
        _positions.Clear();
        Length = 0;
        BufferedLiteralBytes = 0;
    }

    public void Dispose()
    {
        Clear();
        if (_text.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_text);
        }

        _text = [];
    }

    private void Grow(int needed)
    {
        var grown = ArrayPool<byte>.Shared.Rent(Math.Max(needed, 2 * _text.Length));
        Text.CopyTo(grown);
        if (_text.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_text);
        }

        _text = grown;
    }
}
