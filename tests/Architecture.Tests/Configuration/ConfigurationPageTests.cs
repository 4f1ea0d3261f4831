using System.Text.RegularExpressions;
using EmailAgent.Testing;

namespace EmailAgent.Architecture.Tests.Configuration;

public sealed partial class ConfigurationPageTests
{
    /// <summary>Read by the page through the class of another section, or a part of one.</summary>
    private static readonly string[] Covered = ["Authentication:Issuers", "Postgres"];

    [Fact]
    public void Page_ListsAllSettingsWithTheirDefaults() => Listing.AssertUnchanged(ConfigurationPage.File, ConfigurationPage.Write());

    [Fact]
    public void Page_SettingsWithoutMeaning_AreNone() =>
        Assert.DoesNotContain(ConfigurationPage.Write().Split('\n'), line => line.StartsWith("| `", StringComparison.Ordinal) && line.EndsWith("|  |", StringComparison.Ordinal));

    [Fact]
    public void Code_ReadsNoSettingThatThePageLacks()
    {
        var page = ConfigurationPage.Write();
        var read = SourceFile.All(".cs").Where(file => file.IsBelow("src"))
            .SelectMany(file => ReadSetting().Matches(file.Text)).Select(match => match.Groups["key"].Value).Distinct().ToList();

        Assert.True(read.Count > 15, "The pattern finds no settings.");
        Assert.DoesNotContain(read.Except(Covered), key => !page.Contains(key.Replace(":", "__", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [GeneratedRegex("""Get(?:Section|Value(?:<\w+>)?|ConnectionString)\("(?<key>[A-Z][A-Za-z:]+)"|const string (?:Key|Section) = "(?<key>[A-Z][A-Za-z]+(?::[A-Za-z]+)*)";""")]
    private static partial Regex ReadSetting();
}
