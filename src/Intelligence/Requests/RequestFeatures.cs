using System.Buffers;
using System.Runtime.InteropServices;
using EmailAgent.Intelligence.Learning;
using EmailAgent.Intelligence.Words;

namespace EmailAgent.Intelligence.Requests;

/// <summary>The features of one sentence: its words, how its clauses begin, in words and in roles, and how it ends.</summary>
internal sealed class RequestFeatures
{
    /// <summary>The number of rows of the model, a power of two.</summary>
    public const int Buckets = 1 << 15;

    private const int MostWords = 80;
    private const int MostClauses = 8;
    private const float WordsTotal = 1;
    private const float OfLaterClause = 0.9f;
    private const float OfInformingClause = 0.3f;

    private static readonly SearchValues<char> ClauseMarks = SearchValues.Create(",;:()[]\"\u2013\u2014\u2026/");

    private readonly List<WeightedBucket> _all = new(200);
    private readonly HashSet<int> _seen = new(200);
    private readonly SentenceWord[] _words = new SentenceWord[MostWords];
    private int _count;
    private bool _isQuestion;

    private RequestFeatures()
    {
    }

    /// <summary>All features; each bucket occurs once.</summary>
    public ReadOnlySpan<WeightedBucket> All => CollectionsMarshal.AsSpan(_all);

    /// <summary>Returns the features of a sentence, of which the first 80 words count.</summary>
    public static RequestFeatures Of(ReadOnlySpan<char> sentence)
    {
        var features = new RequestFeatures { _isQuestion = IsQuestion(sentence) };
        features.ReadWords(sentence);
        features.AddShape(sentence);
        features.AddWords();
        features.AddClauses();
        return features;
    }

    // A question mark within a word belongs to a link.
    private static bool IsQuestion(ReadOnlySpan<char> sentence)
    {
        for (var i = 0; i < sentence.Length; i++)
        {
            if (sentence[i] == '\uFF1F' || (sentence[i] == '?' && (i + 1 == sentence.Length || !char.IsLetterOrDigit(sentence[i + 1]))))
                return true;
        }

        return false;
    }

    private void ReadWords(ReadOnlySpan<char> sentence)
    {
        Span<char> word = stackalloc char[WordReader.LongestWord];
        var reader = new WordReader(sentence);
        var end = 0;
        var isAfterOpening = true;
        for (var length = reader.Read(word); length > 0 && _count < MostWords; length = reader.Read(word))
        {
            var role = WordRoles.Of(word[..length]);
            var begins = isAfterOpening || IsClauseMark(sentence[end..reader.Start]);
            if (begins && (length == 1 || word[0] == '0') && role == WordRole.Other)
                role = WordRole.Opening;
            _words[_count++] = new(WordHash.Of('w', word[..length]), role, begins);
            isAfterOpening = begins && role is WordRole.Opening or WordRole.Please || role == WordRole.Please;
            end = reader.Start + reader.Length;
        }
    }

    private static bool IsClauseMark(ReadOnlySpan<char> between) =>
        between.ContainsAny(ClauseMarks) || between.ContainsAny('.', '!', '?') || between is [' ', '-', ..];

    private void AddShape(ReadOnlySpan<char> sentence)
    {
        Add('h', "bias", 1);
        Add('h', _isQuestion ? "?" : sentence.TrimEnd() switch { [.., '.'] => ".", [.., '!'] => "!", [.., ':'] => ":", _ => "-" }, 1);
        Add('h', _count switch { < 4 => "words-3", < 8 => "words-7", < 16 => "words-15", < 30 => "words-29", _ => "words-30" }, 1);
        if (sentence.Contains("://", StringComparison.Ordinal))
            Add('h', "link", 1);
        if (sentence is ['"' or '\'' or '\u201C' or '\u201E' or '\u00AB', ..])
            Add('h', "quote", 1);
        if (sentence.Length > 0 && !char.IsUpper(sentence[0]))
            Add('h', "low", 1);
        foreach (var role in Enum.GetValues<WordRole>())
        {
            if (Has(role))
                Add(Join(_isQuestion ? 'R' : 'r', (ulong)role), 0.5f);
        }
    }

    private bool Has(WordRole role)
    {
        foreach (var word in _words.AsSpan(0, _count))
        {
            if (word.Role == role)
                return true;
        }

        return false;
    }

    private void AddWords()
    {
        var scale = WordsTotal / MathF.Sqrt(2 * _count + 4);
        for (var i = 0; i < _count; i++)
        {
            Add(Join('u', _words[i].Hash), scale);
            if (i > 0)
                Add(Join('b', _words[i - 1].Hash, _words[i].Hash), scale);
            if (i > 1)
                Add(Join('t', (ulong)_words[i - 2].Role, _words[i - 1].Hash, (ulong)_words[i].Role), scale);
        }
    }

    // What a clause asks for does not depend on its place. One that only informs must not hide the one that asks.
    private void AddClauses()
    {
        var clauses = 0;
        for (var i = 0; i < _count && clauses < MostClauses; i++)
        {
            if (!_words[i].BeginsClause || !MayAsk(i))
                continue;
            AddClause(_isQuestion ? 'Q' : 'q', i, clauses == 0 ? 1 : OfLaterClause);
            clauses++;
        }

        if (!MayAsk(0))
            AddClause(_isQuestion ? 'Q' : 'q', 0, clauses == 0 ? 1 : OfInformingClause);
        Add(Join(_isQuestion ? 'S' : 's', 1 + (ulong)Word(0).Role, 1 + (ulong)Word(1).Role, (ulong)Math.Min(clauses, 2)), 0.6f);
    }

    private bool MayAsk(int at) => Word(at).Role switch
    {
        WordRole.Verb or WordRole.Modal or WordRole.Please or WordRole.Let or WordRole.Interrogative or WordRole.Anyone or WordRole.Thanks or WordRole.Negation => true,
        WordRole.Author or WordRole.Reader => Word(at + 1).Role is WordRole.Modal or WordRole.Verb or WordRole.Auxiliary,
        WordRole.Auxiliary => _isQuestion,
        _ => false,
    };

    private void AddClause(char mark, int at, float value)
    {
        var (first, second, third, fourth) = (Word(at), Word(at + 1), Word(at + 2), Word(at + 3));
        Add(Join(mark, first.Hash), 0.6f * value);
        Add(Join(mark, first.Hash, second.Hash), 0.6f * value);
        Add(Join(mark, first.Hash, second.Hash, third.Hash), 0.5f * value);
        Add(Join(mark, 1 + (ulong)first.Role), 0.6f * value);
        Add(Join(mark, 1 + (ulong)first.Role, 1 + (ulong)second.Role), 0.6f * value);
        Add(Join(mark, 1 + (ulong)first.Role, 1 + (ulong)second.Role, 1 + (ulong)third.Role), 0.5f * value);
        Add(Join(mark, first.Hash, 1 + (ulong)second.Role, 1 + (ulong)third.Role), 0.5f * value);
        Add(Join(mark, first.Hash, second.Hash, 1 + (ulong)third.Role), 0.4f * value);
        Add(Join(mark, 1 + (ulong)first.Role, second.Hash, 1 + (ulong)third.Role, 1 + (ulong)fourth.Role), 0.4f * value);
    }

    private SentenceWord Word(int at) => at < _count ? _words[at] : default;

    private void Add(char field, ReadOnlySpan<char> name, float value) => Add(WordHash.Of(field, name), value);

    private void Add(ulong hash, float value)
    {
        var bucket = (int)((hash ^ (hash >> 32)) & (Buckets - 1));
        if (_seen.Add(bucket))
            _all.Add(new(bucket, value));
    }

    private static ulong Join(char field, ulong first, ulong second = 0, ulong third = 0, ulong fourth = 0)
    {
        const ulong Prime = 1099511628211;
        return unchecked((((((((field * Prime) ^ first) * Prime) ^ second) * Prime ^ third) * Prime) ^ fourth) * Prime);
    }
}
