using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace EmailAgent.Search;

/// <summary>The lexemes of the document being built, with their positions; written out in the order a tsvector has.</summary>
internal sealed class DocumentLexemes(LexemeTable lexemes)
{
    // A tsvector addresses at most 1 MiB of lexemes and positions (MAXSTRPOS); this leaves room for its alignment.
    private const int MaxBytes = (1 << 20) - 64 * 1024;
    private const int MaxPositions = 255;
    private const int PositionMask = 0x3FFF;
    private const int BytesPerPosition = sizeof(ushort);
    private const int BytesPerLexeme = 2 * sizeof(ushort);

    private int _generation;
    private int[] _numbers = new int[1024]; // of the lexemes, by place
    private int[] _counts = new int[1024]; // of their positions
    private int[] _last = new int[1024]; // position of each, without weight
    private (int Place, ushort Position)[] _occurrences = new (int, ushort)[4096];
    private ulong[] _keys = [];
    private int[] _order = [];
    private int[] _offsets = [];
    private int _lexemeCount;
    private int _occurrenceCount;
    private int _lexemeBytes;

    /// <summary>Indicates whether no further lexeme fits.</summary>
    public bool IsFull => _lexemeBytes + _occurrenceCount * BytesPerPosition > MaxBytes;

    public void Begin()
    {
        _generation++;
        _lexemeCount = 0;
        _occurrenceCount = 0;
        _lexemeBytes = 0;
    }

    /// <param name="number">Of the lexeme in the table.</param>
    /// <param name="position">With the weight in its upper two bits.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int number, ushort position)
    {
        ref var entry = ref lexemes[number];
        if (entry.Document != _generation)
        {
            entry.Document = _generation;
            entry.Place = AddLexeme(number, entry.Length);
        }

        var place = entry.Place;
        if (_counts[place] == MaxPositions || _last[place] == (position & PositionMask))
            return;

        _counts[place]++;
        _last[place] = position & PositionMask;
        if (_occurrenceCount == _occurrences.Length)
            Array.Resize(ref _occurrences, _occurrences.Length * 2);
        _occurrences[_occurrenceCount++] = (place, position);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public byte[] ToBinary()
    {
        Sort();
        var size = sizeof(int);
        for (var i = 0; i < _lexemeCount; i++)
        {
            var place = _order[i];
            size += lexemes[_numbers[place]].Length + 1 + sizeof(ushort);
            _offsets[place] = size;
            size += _counts[place] * BytesPerPosition;
        }

        var binary = new byte[size];
        BinaryPrimitives.WriteInt32BigEndian(binary, _lexemeCount);
        for (var place = 0; place < _lexemeCount; place++)
        {
            var bytes = lexemes.BytesOf(_numbers[place]);
            bytes.CopyTo(binary.AsSpan(_offsets[place] - sizeof(ushort) - 1 - bytes.Length));
            BinaryPrimitives.WriteUInt16BigEndian(binary.AsSpan(_offsets[place] - sizeof(ushort)), (ushort)_counts[place]);
        }

        for (var i = 0; i < _occurrenceCount; i++)
        {
            var (place, position) = _occurrences[i];
            BinaryPrimitives.WriteUInt16BigEndian(binary.AsSpan(_offsets[place]), position);
            _offsets[place] += BytesPerPosition;
        }

        return binary;
    }

    private int AddLexeme(int number, int length)
    {
        if (_lexemeCount == _numbers.Length)
        {
            Array.Resize(ref _numbers, _numbers.Length * 2);
            Array.Resize(ref _counts, _counts.Length * 2);
            Array.Resize(ref _last, _last.Length * 2);
        }

        _numbers[_lexemeCount] = number;
        _counts[_lexemeCount] = 0;
        _last[_lexemeCount] = 0;
        _lexemeBytes += length + BytesPerLexeme;
        return _lexemeCount++;
    }

    // In byte order, a prefix before longer lexemes. The first eight bytes nearly always decide.
    private void Sort()
    {
        if (_keys.Length < _lexemeCount)
        {
            _keys = new ulong[_numbers.Length];
            _order = new int[_numbers.Length];
            _offsets = new int[_numbers.Length];
        }

        for (var place = 0; place < _lexemeCount; place++)
        {
            _keys[place] = lexemes[_numbers[place]].SortKey;
            _order[place] = place;
        }

        Array.Sort(_keys, _order, 0, _lexemeCount);
        for (var start = 0; start < _lexemeCount;)
        {
            var end = start + 1;
            while (end < _lexemeCount && _keys[end] == _keys[start])
                end++;
            if (end - start > 1)
                _order.AsSpan(start, end - start).Sort((a, b) => lexemes.BytesOf(_numbers[a]).SequenceCompareTo(lexemes.BytesOf(_numbers[b])));
            start = end;
        }
    }
}
