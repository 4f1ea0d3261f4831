using System.Text.RegularExpressions;
using EmailAgent.Testing;

namespace EmailAgent.Mail.Tests.Samples;

/// <summary>What the library's README shows is what <see cref="SamplesTests"/> runs.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public void Code_InTheReadme_IsThatOfTheSamples()
    {
        var samples = Lines(File.ReadAllText(Path.Combine(Repository.Root, "tests/Mail.Tests/Samples/Samples.cs")));
        var blocks = CodeBlock().Matches(File.ReadAllText(Path.Combine(Repository.Root, "src/Mail/README.md")));

        Assert.True(blocks.Count >= 3);
        Assert.All(blocks, block => Assert.Contains(Lines(block.Groups[1].Value), samples, StringComparison.Ordinal));
    }

    private static string Lines(string code) => string.Join('\n', code.Split('\n', StringSplitOptions.TrimEntries));

    [GeneratedRegex("```csharp\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
