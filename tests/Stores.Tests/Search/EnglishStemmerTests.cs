using System.Text;
using EmailAgent.Search;
using Npgsql;

namespace EmailAgent.Stores.Tests.Search;

/// <summary>Our stemmer against the one inside PostgreSQL, which is generated from the Snowball project's own source.</summary>
public sealed class EnglishStemmerTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    private static readonly string[] Endings =
    [
        "s", "es", "ies", "ied", "us", "ss", "sses", "ed", "edly", "ing", "ingly", "eed", "eedly", "y", "ly", "li", "bly", "ational", "tional", "enci", "anci", "abli",
        "entli", "izer", "ization", "ation", "ator", "alism", "aliti", "alli", "fulness", "ousli", "ousness", "iveness", "iviti", "biliti", "bli", "ogi", "logi", "fulli",
        "lessli", "ative", "alize", "icate", "iciti", "ical", "ful", "ness", "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ism", "ate",
        "iti", "ous", "ive", "ize", "ion", "sion", "tion", "e", "l", "ll", "le", "ying", "yed", "zed", "ated", "bled", "ized", "ism", "ying", "ies",
    ];

    private static readonly string[] Beginnings =
    [
        "", "a", "b", "be", "bo", "hop", "hopp", "fail", "tro", "rel", "rat", "at", "abb", "beau", "y", "by", "say", "bey", "gener", "commun", "arsen", "inter", "nation", "rapid", "wil",
        "ow", "box", "play", "fuzz", "luxur", "univers", "accord", "agr", "fr", "st", "spr", "oo", "e", "ee", "eel", "xy", "yy", "qu", "ski", "sk", "dy", "ly", "id", "gent", "ear", "on",
    ];

    private static readonly string[] Special =
    [
        "skis", "skies", "dying", "lying", "tying", "idly", "gently", "ugly", "early", "only", "singly", "sky", "news", "howe", "atlas", "cosmos", "bias", "andes", "inning", "innings",
        "outing", "outings", "canning", "herring", "earring", "earrings", "proceed", "exceeds", "succeeded", "generate", "general", "generic", "community", "arsenal", "youth", "boyish",
    ];

    [PostgresFact]
    public Task Stem_WordsMadeOfBeginningsAndEndings_AgreesWithPostgres() =>
        AssertAgreesAsync([.. Beginnings.SelectMany(beginning => Endings.SelectMany(ending => new[] { beginning + ending, beginning + ending + "s", beginning + ending + ending })), .. Special]);

    [PostgresFact]
    public Task Stem_RandomWords_AgreesWithPostgres()
    {
        var random = new Random(20261121);
        string Word() => string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => "abcdefghijklmnopqrstuvwxyzaeiouyeeilstn"[random.Next(39)]));
        return AssertAgreesAsync([.. Enumerable.Range(0, 20_000).Select(_ => Word() + (random.Next(2) == 0 ? "" : Endings[random.Next(Endings.Length)]))]);
    }

    [CorpusPostgresFact]
    public Task Stem_EveryWordOfTheCorpus_AgreesWithPostgres() =>
        AssertAgreesAsync(
            [.. MailCorpus.Files("real").SelectMany(file => Encoding.Latin1.GetString(File.ReadAllBytes(file)).ToLowerInvariant().Split(NotLetters, StringSplitOptions.RemoveEmptyEntries)).Distinct()]);

    private static readonly char[] NotLetters = [.. Enumerable.Range(0, 256).Select(c => (char)c).Where(c => !char.IsAsciiLetterLower(c))];

    private async Task AssertAgreesAsync(string[] words)
    {
        words = [.. words.Where(word => word.Length is > 0 and < 90).Distinct()];
        // The dictionary that comes with PostgreSQL drops stop words; this one is the bare stemmer.
        await using var command = storage.DataSource.CreateCommand("""
            DO $$ BEGIN CREATE TEXT SEARCH DICTIONARY bare_english (TEMPLATE = snowball, LANGUAGE = english);
            EXCEPTION WHEN unique_violation THEN NULL; END $$
            """);
        await command.ExecuteNonQueryAsync();
        await using var lookup = storage.DataSource.CreateCommand("SELECT (ts_lexize('bare_english', w))[1] FROM unnest($1) WITH ORDINALITY AS u (w, n) ORDER BY n");
        lookup.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = words });
        await using var reader = await lookup.ExecuteReaderAsync();
        var different = new List<string>();
        foreach (var word in words)
        {
            await reader.ReadAsync();
            var stem = Stem(word);
            if (stem != reader.GetString(0))
                different.Add($"{word}: {stem}, not {reader.GetString(0)}");
        }

        Assert.Empty(different);
    }

    private static string Stem(string word)
    {
        var bytes = Encoding.ASCII.GetBytes(word);
        return Encoding.ASCII.GetString(bytes, 0, EnglishStemmer.Stem(bytes));
    }
}
