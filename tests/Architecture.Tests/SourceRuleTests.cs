using System.Text.RegularExpressions;
using EmailAgent.Testing;

namespace EmailAgent.Architecture.Tests;

/// <summary>Rules of docs/house-style.md that no analyzer checks.</summary>
public sealed partial class SourceRuleTests
{
    // Names that say nothing about what is inside.
    private static readonly string[] EmptyNames = ["Utils", "Util", "Utilities", "Helpers", "Helper", "Common", "Misc", "Extensions"];

    [Fact]
    public void Regions_Anywhere_AreNotUsed() =>
        Assert.DoesNotContain(SourceFile.All(".cs"), file => Region().IsMatch(file.Text));

    [Fact]
    public void Names_OfFilesAndFolders_SayWhatIsInside() =>
        Assert.DoesNotContain(SourceFile.All(".cs"), file => Path.ChangeExtension(file.Path, null).Split('/').Any(EmptyNames.Contains));

    [Fact]
    public void Grains_Awaiting_NeverLeaveTheirScheduler() =>
        Assert.DoesNotContain(SourceFile.All(".cs"), file => file.IsBelow("src/Grains") && !IsSql(file) && OffScheduler().IsMatch(file.Text));

    [Theory]
    [InlineData("Mail")]
    [InlineData("Delivery")]
    [InlineData("Search")]
    [InlineData("Intelligence")]
    [InlineData("Database")]
    [InlineData("Providers")]
    [InlineData("Tokens")]
    [InlineData("Grains/*/Sql")]
    public void Code_WithoutGrains_MustConfigureAwait(string folder)
    {
        var sections = Section().Matches(File.ReadAllText(Path.Combine(Repository.Root, ".editorconfig")))
            .Where(match => match.Groups["settings"].Value.Contains("CA2007.severity = warning", StringComparison.Ordinal));

        Assert.Contains(sections, section => section.Groups["files"].Value.Contains(folder, StringComparison.Ordinal));
        var pattern = new Regex($"^src/{Regex.Escape(folder).Replace("\\*", "[^/]+", StringComparison.Ordinal)}/", RegexOptions.CultureInvariant);
        Assert.DoesNotContain(
            SourceFile.All(".cs"), file => pattern.IsMatch(file.Path) && file.Text.Contains("CA2007", StringComparison.Ordinal));
    }

    // Stores leave the scheduler of the grain that calls them, so code below Sql must not call grains.
    [Fact]
    public void Stores_OfFeatures_CallNoGrains() =>
        Assert.DoesNotContain(SourceFile.All(".cs"), file => IsSql(file) && (file.Text.Contains("IGrainFactory", StringComparison.Ordinal) || GrainType().IsMatch(file.Text)));

    // Outside Sql, the analyzer does not require ConfigureAwait(false) of a store.
    [Fact]
    public void Statements_OfFeatures_AreInSqlFolders() =>
        Assert.DoesNotContain(
            SourceFile.All(".cs"),
            file => file.IsBelow("src/Grains") && !IsSql(file) && !file.Name.EndsWith("Registration.cs", StringComparison.Ordinal) && Statement().IsMatch(file.Text));

    private static bool IsSql(SourceFile file) => file.Path.Split('/') is ["src", "Grains", _, "Sql", ..];

    [GeneratedRegex(@"^\s*#region\b", RegexOptions.Multiline)]
    private static partial Regex Region();

    [GeneratedRegex(@"\.ConfigureAwait\(\s*(continueOnCapturedContext:\s*)?false")]
    private static partial Regex OffScheduler();

    [GeneratedRegex(@"^\[(?<files>[^\n]+)\]\n(?<settings>(?:(?!\[).*\n?)*)", RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex(@"\bNpgsql(Connection|Command|DataSource|Batch|BatchCommand|Parameter|Transaction|DataReader|TsQuery)\b|^using (Dapper|NpgsqlTypes);", RegexOptions.Multiline)]
    private static partial Regex Statement();

    [GeneratedRegex(@"\bI\w+Grain\b|: Grain\b")]
    private static partial Regex GrainType();
}
