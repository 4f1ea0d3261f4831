using System.Collections.Frozen;
using EmailAgent.Intelligence.Words;

namespace EmailAgent.Intelligence.Dates;

/// <summary>The meanings of folded words and phrases.</summary>
internal static class DateVocabulary
{
    /// <summary>The words that a phrase has at most, signs included.</summary>
    public const int MostWords = 6;

    private static readonly string[] DayParts = ["abend", "nachmittag", "vormittag", "morgen", "mittag", "früh"];

    private static readonly FrozenDictionary<string, DateWord[]> Words = DateWords.All.Concat(Compounds())
        .SelectMany(entry => entry.Words.Split('|').Select(word => (Word: LetterFolding.Fold(word), Meaning: new DateWord(entry.Kind, entry.Value))))
        .GroupBy(entry => entry.Word, entry => entry.Meaning, StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, DateWord[]>.AlternateLookup<ReadOnlySpan<char>> Lookup = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    // The number of words of the longest phrase that begins with a word.
    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Phrases = Words.Keys
        .Where(word => word.Contains(' ', StringComparison.Ordinal))
        .GroupBy(word => word.Split(' ')[0], word => word.Split(' ').Length, StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.Max(), StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenDictionary<string, DateLanguage[]>.AlternateLookup<ReadOnlySpan<char>> Languages = DateWords.OfLanguages
        .SelectMany(entry => entry.Words.Split('|').Select(word => (Word: LetterFolding.Fold(word), entry.Language)))
        .GroupBy(entry => entry.Word, entry => entry.Language, StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Returns the meanings of a folded word or phrase; none if it has no part in dates.</summary>
    public static IReadOnlyList<DateWord> Find(ReadOnlySpan<char> word) => Lookup.TryGetValue(word, out var meanings) ? meanings : [];

    /// <summary>Returns the number of words of the longest phrase that begins with a word; 1 if there is none.</summary>
    public static int PhraseLength(ReadOnlySpan<char> word) => Phrases.TryGetValue(word, out var length) ? length : 1;

    /// <summary>Returns the languages that a word shows.</summary>
    public static IReadOnlyList<DateLanguage> LanguagesOf(ReadOnlySpan<char> word) => Languages.TryGetValue(word, out var languages) ? languages : [];

    // Freitagabend.
    private static IEnumerable<(DateWordKind Kind, int Value, string Words)> Compounds() =>
        from day in DateWords.All
        where day.Kind == DateWordKind.Weekday
        let german = day.Words.Split('|')[1]
        select (DateWordKind.Weekday, day.Value, string.Join('|', DayParts.Select(part => german + part)));
}
