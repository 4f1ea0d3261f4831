using System.Text.RegularExpressions;

namespace EmailAgent.Architecture.Tests;

/// <summary>The layers above <c>src/Providers</c> know providers by their descriptors only: none of their names and texts is that of a provider.</summary>
public sealed partial class ProviderNameTests
{
    private static readonly string[] Neutral = ["src/Grains", "src/Grains.Abstractions", "src/Api", "src/Database"];

    /// <summary>Files that name providers, and why. Migrations are SQL, and what they did to stored rows stays as it was.</summary>
    private static readonly Dictionary<string, string> Exempt = new(StringComparer.Ordinal)
    {
        ["src/Grains.Abstractions/Connections/ProviderNames.cs"] = "Registers the names that stand in the paths and fields of the API.",
    };

    [Fact]
    public void Code_AboveProviders_NamesNoProvider() =>
        Assert.Empty(SourceFile.All(".cs").Where(file => Neutral.Any(file.IsBelow) && !Exempt.ContainsKey(file.Path)).SelectMany(Names));

    [Fact]
    public void Files_ThatMayNameProviders_Do() =>
        Assert.All(Exempt.Keys, path => Assert.Contains(SourceFile.All(".cs"), file => file.Path == path && Names(file).Any()));

    [Theory]
    [InlineData("""var path = "/connections/imap";""", true)]
    [InlineData("var options = new GmailOptions();", true)]
    [InlineData("var isGmail = true;", true)]
    [InlineData("""var key = "OAuth:Google";""", true)]
    [InlineData("var url = \"https://imap.example.org\";", true)]
    [InlineData("// As Gmail does.", false)]
    [InlineData("var list = new List<WaitingMailbox>(); // imap", false)]
    [InlineData("var outstandingMail = \"sending mail\";", false)]
    public void Name_OfProvider_IsFoundInCodeAndTexts(string code, bool expected) => Assert.Equal(expected, Names(code).Any());

    private static IEnumerable<string> Names(SourceFile file) => Names(file.Text).Select(name => $"{file.Path}: {name}");

    private static IEnumerable<string> Names(string code) =>
        Provider().Matches(CommentOrText().Replace(code, found => found.Value[0] == '/' ? " " : found.Value)).Select(match => match.Value);

    // Texts are matched, too, so that what looks like a comment inside of one stays.
    [GeneratedRegex(""""
        """[\s\S]*?"""|@"(?:""|[^"])*"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'|//[^\n]*|/\*[\s\S]*?\*/
        """")]
    private static partial Regex CommentOrText();

    // Not within a word: WaitingMailbox holds the letters of Gmail.
    [GeneratedRegex("(?:Imap|Gmail|Outlook|Google|IMAP|GMAIL|OUTLOOK|GOOGLE|(?<![A-Za-z])(?:imap|gmail|outlook|google))")]
    private static partial Regex Provider();
}
