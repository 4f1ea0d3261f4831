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
        Assert.DoesNotContain(SourceFile.All(".cs"), file => file.IsBelow("src/Grains") && OffScheduler().IsMatch(file.Text));

    [Theory]
    [InlineData("Mail")]
    [InlineData("Storage")]
    [InlineData("Providers")]
    [InlineData("Tokens")]
    public void Libraries_WithoutGrains_MustConfigureAwait(string project)
    {
        var sections = Section().Matches(File.ReadAllText(Path.Combine(Repository.Root, ".editorconfig")));
        var section = sections.Single(match => match.Groups["settings"].Value.Contains("CA2007.severity = warning", StringComparison.Ordinal));

        Assert.Contains(project, section.Groups["files"].Value, StringComparison.Ordinal);
        Assert.DoesNotContain(
            SourceFile.All(".cs"), file => file.IsBelow($"src/{project}") && file.Text.Contains("CA2007", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^\s*#region\b", RegexOptions.Multiline)]
    private static partial Regex Region();

    [GeneratedRegex(@"\.ConfigureAwait\(\s*(continueOnCapturedContext:\s*)?false")]
    private static partial Regex OffScheduler();

    [GeneratedRegex(@"^\[(?<files>[^\n]+)\]\n(?<settings>(?:(?!\[).*\n?)*)", RegexOptions.Multiline)]
    private static partial Regex Section();
}
