namespace EmailAgent.Search;

/// <summary>A word being stemmed, with the two regions that Porter2 allows endings to be taken from.</summary>
internal ref struct EnglishWord
{
    private readonly Span<byte> _letters;

    public EnglishWord(Span<byte> word)
    {
        _letters = word;
        Length = word.Length;
        MarkConsonantY();
        R1 = FirstRegion();
        R2 = RegionAfter(R1);
    }

    public int Length { get; private set; }

    /// <summary>Gets the start of the region after the first vowel and consonant.</summary>
    public int R1 { get; }

    /// <summary>Likewise within that part.</summary>
    public int R2 { get; }

    public readonly Span<byte> Letters => _letters[..Length];

    public readonly byte this[int index] => _letters[index];

    /// <summary>A short syllable at the end, and nothing in R1.</summary>
    public readonly bool IsShort => R1 >= Length && EndsInShortSyllable(Length);

    public readonly bool EndsWith(ReadOnlySpan<byte> ending) => Letters.EndsWith(ending);

    public void Cut(int letters) => Length -= letters;

    public void Append(byte letter) => _letters[Length++] = letter;

    public void ReplaceEnding(int letters, ReadOnlySpan<byte> ending)
    {
        Length -= letters;
        ending.CopyTo(_letters[Length..]);
        Length += ending.Length;
    }

    public readonly bool HasVowelBefore(int end)
    {
        for (var i = 0; i < end; i++)
        {
            if (IsVowel(_letters[i]))
                return true;
        }

        return false;
    }

    public readonly bool EndsInShortSyllable(int end)
    {
        if (end == 2)
            return IsVowel(_letters[0]) && !IsVowel(_letters[1]);

        return end > 2 && !IsVowel(_letters[end - 3]) && IsVowel(_letters[end - 2]) && !IsVowel(_letters[end - 1])
            && _letters[end - 1] is not ((byte)'w' or (byte)'x' or (byte)'Y');
    }

    public static bool IsVowel(byte letter) => letter is (byte)'a' or (byte)'e' or (byte)'i' or (byte)'o' or (byte)'u' or (byte)'y';

    // A y at the start or after a vowel is a consonant, written as a capital.
    private readonly void MarkConsonantY()
    {
        for (var i = 0; i < _letters.Length; i++)
        {
            if (_letters[i] == 'y' && (i == 0 || IsVowel(_letters[i - 1])))
                _letters[i] = (byte)'Y';
        }
    }

    private readonly int FirstRegion()
    {
        if (Letters.StartsWith("gener"u8) || Letters.StartsWith("arsen"u8))
            return 5;
        return Letters.StartsWith("commun"u8) ? 6 : RegionAfter(0);
    }

    private readonly int RegionAfter(int start)
    {
        for (var i = start + 1; i < _letters.Length; i++)
        {
            if (!IsVowel(_letters[i]) && IsVowel(_letters[i - 1]))
                return i + 1;
        }

        return _letters.Length;
    }
}
