using System.Text.RegularExpressions;
using EmailAgent.Testing;

namespace EmailAgent.Architecture.Tests;

/// <summary>What the documents on security name is there, and what they count adds up: nobody finds out otherwise before it matters.</summary>
public sealed partial class SecurityDocumentTests
{
    private static readonly string[] Documents = ["docs/asvs.md", "docs/security.md"];
    private static readonly string[] Folders = ["src", "tests", "tools", "scripts", "docker"];
    private static readonly string[] OutputFolders = ["bin", "obj", "node_modules"];
    private static readonly string[] OfTheFramework = ["ASPNETCORE_ENVIRONMENT", "Development", "X-Forwarded"];
    private static readonly string[] States = ["held", "partly", "open", "not applicable"];

    [Fact]
    public void Names_InCode_AreInTheTree()
    {
        var words = TreeWords();
        var routes = Routes();
        var missing = Documents.SelectMany(document => CodeSpan().Matches(Fences().Replace(Read(document), "")).Select(span => (document, span.Groups[1].Value)))
            .Where(name => !IsKnown(name.Value, words, routes))
            .Select(name => $"{name.document}: {name.Value}")
            .Distinct()
            .ToList();
        Assert.True(missing.Count == 0, string.Join('\n', missing));
    }

    [Fact]
    public void Head_CountsWhatTheTableSays()
    {
        var rows = Rows();
        var head = Head().Match(Read(Documents[0]));
        Assert.Equal(
            States.Select(state => (state, rows.Count(row => row.State == state))),
            States.Select((state, i) => (state, int.Parse(head.Groups[i + 1].Value, System.Globalization.CultureInfo.InvariantCulture))));
        Assert.Equal(rows.Count, rows.Select(row => row.Id).Distinct().Count());
        Assert.Contains($"the {rows.Count} requirements", Read(Documents[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void OpenByRisk_NamesAllThatIsOpenAndNothingThatIsHeld()
    {
        var text = Read(Documents[0]);
        var begin = text.IndexOf("## Open, by risk", StringComparison.Ordinal);
        var end = text.IndexOf("\n## ", begin + 1, StringComparison.Ordinal);
        var byRisk = Requirement().Matches(text[begin..end]).Select(id => id.Groups[1].Value).ToList();
        var later = Requirement().Matches(text[end..]).Select(id => id.Groups[1].Value);
        var states = Rows().ToDictionary(row => row.Id, row => row.State);
        Assert.Empty(states.Where(row => row.Value == "open").Select(row => row.Key).Except(byRisk));
        Assert.All(byRisk.Concat(later), id => Assert.True(states.GetValueOrDefault(id) is "open" or "partly", id));
    }

    // A route; or words, all of which occur somewhere. Commands and headers with blanks in them are not looked at.
    private static bool IsKnown(string name, HashSet<string> words, HashSet<string> routes)
    {
        if (Route().Match(name) is { Success: true } route)
            return routes.Contains($"{route.Groups[1].Value} /api/v1{route.Groups[2].Value}");
        return name.Contains(' ', StringComparison.Ordinal) || char.IsAsciiDigit(name[0])
            || Separators().Split(name).Select(piece => piece.Trim('-')).Where(piece => piece.Any(char.IsAsciiLetter)).All(words.Contains);
    }

    private static HashSet<string> TreeWords()
    {
        var words = new HashSet<string>(OfTheFramework, StringComparer.Ordinal);
        var files = Folders.Select(folder => Path.Combine(Repository.Root, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Repository.Root));
        foreach (var file in files.Select(path => Path.GetRelativePath(Repository.Root, path)).Where(path => !path.Split('/').Any(OutputFolders.Contains)))
        {
            words.UnionWith(Separators().Split(file));
            words.UnionWith(Words().Matches(File.ReadAllText(Path.Combine(Repository.Root, file))).SelectMany(word => Separators().Split(word.Value)).Select(word => word.Trim('-')));
        }

        return words;
    }

    private static HashSet<string> Routes() =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests/Api.Tests/OpenApi/access")).SelectMany(file => File.ReadLines(file)).Select(line => string.Join(' ', line.Split(' ').Take(2)))];

    private static List<(string Id, string State)> Rows() =>
        [.. Row().Matches(Read(Documents[0])).Select(row => (row.Groups[1].Value, row.Groups[2].Value))];

    private static string Read(string document) => File.ReadAllText(Path.Combine(Repository.Root, document));

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex("```.*?```", RegexOptions.Singleline)]
    private static partial Regex Fences();

    [GeneratedRegex(@"^(GET|POST|PUT|PATCH|DELETE) (/[^\s?]*)")]
    private static partial Regex Route();

    [GeneratedRegex("[A-Za-z0-9_-]+")]
    private static partial Regex Words();

    [GeneratedRegex("__|[^A-Za-z0-9_-]+")]
    private static partial Regex Separators();

    [GeneratedRegex(@"^\| (\d+\.\d+\.\d+) \|.*?\| (held|partly|open|not applicable) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\*\*(\d+) held, (\d+) partly, (\d+) open, (\d+) not applicable\.\*\*")]
    private static partial Regex Head();

    [GeneratedRegex(@"\*\*(\d+\.\d+\.\d+)\*\*")]
    private static partial Regex Requirement();
}
