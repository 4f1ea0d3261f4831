using System.Text.RegularExpressions;
using EmailAgent.Testing;

namespace EmailAgent.Architecture.Tests;

/// <summary>Rules of docs/house-style.md for sentences, as far as single words show a violation.</summary>
public sealed partial class ProseTests
{
    /// <summary>Projects whose strings reach users: problem details, mails, the OpenAPI document, errors of searches.</summary>
    private static readonly string[] WithTextsForUsers = ["src/Api", "src/Grains", "src/Grains.Abstractions", "src/Search"];

    [Fact]
    public void Summaries_OfTheProduct_NameTheActorAndBeginWithAVerbOrANoun() =>
        Assert.Empty(Product().SelectMany(FaultySummaries));

    [Fact]
    public void Strings_ThatReachUsers_NameTheActor() =>
        Assert.Empty(
            from file in Product()
            where WithTextsForUsers.Any(file.IsBelow)
            from line in file.Text.Split('\n')
            where !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
            from literal in Literal().Matches(line)
            where RefusedWord().IsMatch(literal.Value)
            select $"{file}: {literal.Value}");

    [Fact]
    public void Documents_OfTheRepository_NameTheActor() =>
        Assert.Empty(
            from path in Documents()
            from line in File.ReadLines(path)
            where RefusedWord().IsMatch(line)
            select $"{Path.GetRelativePath(Repository.Root, path)}: {line}");

    [Theory]
    [InlineData("Returns the address that nobody uses any more.")]
    [InlineData("Whether the key is known.")]
    [InlineData("Tells the silo to stop.")]
    public void Rules_ForASentenceThatBreaksThem_FindIt(string sentence) => Assert.True(IsFaulty(sentence));

    [Theory]
    [InlineData("Returns no more than 100 addresses.")]
    [InlineData("Indicates whether the key is known.")]
    public void Rules_ForASentenceThatKeepsThem_FindNothing(string sentence) => Assert.False(IsFaulty(sentence));

    private static IEnumerable<SourceFile> Product() => SourceFile.All(".cs").Where(file => file.IsBelow("src"));

    private static IEnumerable<string> FaultySummaries(SourceFile file) =>
        Summary().Matches(file.Text)
            .Select(match => LineStart().Replace(match.Groups["text"].Value, " ").Trim())
            .Where(IsFaulty)
            .Select(summary => $"{file}: {summary}");

    private static bool IsFaulty(string sentence) => RefusedWord().IsMatch(sentence) || Fragment().IsMatch(sentence);

    // The house style lists the words that it refuses.
    private static IEnumerable<string> Documents() =>
        Directory.EnumerateFiles(Repository.Root, "*.md")
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Where(path => Path.GetFileName(path) != "house-style.md");

    [GeneratedRegex("<summary>(?<text>.*?)</summary>", RegexOptions.Singleline)]
    private static partial Regex Summary();

    [GeneratedRegex(@"\s*///\s*")]
    private static partial Regex LineStart();

    [GeneratedRegex(@"""(?:[^""\\\r\n]|\\.)*""")]
    private static partial Regex Literal();

    // "Shall we meet?" is the text of a message in examples.
    [GeneratedRegex(@"(?i)\b(somebody|nobody|anybody|whoever|whom|any more|no more(?! than)|(?-i:shall)|one's own|next best|good for|good once|g(ive|ives|ave|iven|iving) up|tells?|telling|told|says?|said|saying|hears?|heard)\b")]
    private static partial Regex RefusedWord();

    [GeneratedRegex(@"^(Who|Whom|Whose|What|Whether|Which|Where|When|How|Why|True|False)\b")]
    private static partial Regex Fragment();
}
