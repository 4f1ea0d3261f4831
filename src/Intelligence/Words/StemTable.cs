using System.Collections.Frozen;

namespace EmailAgent.Intelligence.Words;

/// <summary>A table of words with values: <c>bill</c> is the word alone, <c>book*</c> also its continuations, <c>*rechnung</c> also compounds that end in it.</summary>
internal sealed class StemTable
{
    private const int ShortestStem = 4;
    private const int LongestStem = 12;

    private readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _words;
    private readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _beginnings;
    private readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _endings;

    /// <param name="patterns">Words with flags; the flags of a word that occurs repeatedly are combined.</param>
    public StemTable(IEnumerable<(string Pattern, int Flags)> patterns)
    {
        var all = patterns.Select(entry => (Pattern: LetterFolding.Fold(entry.Pattern), entry.Flags)).ToList();
        _words = Table(all.Select(entry => (entry.Pattern.Trim('*'), entry.Flags)));
        _beginnings = Table(all.Where(entry => entry.Pattern.EndsWith('*')).Select(entry => (entry.Pattern.Trim('*'), entry.Flags)));
        _endings = Table(all.Where(entry => entry.Pattern.StartsWith('*')).Select(entry => (entry.Pattern.Trim('*'), entry.Flags)));
    }

    /// <summary>Returns the flags of a folded word; 0 if it is not in the table.</summary>
    public int Find(ReadOnlySpan<char> word)
    {
        if (_words.TryGetValue(word, out var flags))
            return flags;
        for (var length = Math.Min(word.Length - 1, LongestStem); length >= ShortestStem; length--)
        {
            if (_beginnings.TryGetValue(word[..length], out flags) || _endings.TryGetValue(word[^length..], out flags))
                return flags;
        }

        return 0;
    }

    private static FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Table(IEnumerable<(string Word, int Flags)> entries) =>
        entries.GroupBy(entry => entry.Word, entry => entry.Flags, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.Aggregate(0, (all, flags) => all | flags), StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
}
