namespace EmailAgent.Bench.Tests;

/// <summary>Measurements of what is understood of mail, at toy size: on the few data that come with the program.</summary>
public sealed class IntelligenceBenchTests
{
    [Theory]
    [InlineData("toy priority", "trained weights, learning as it goes")]
    [InlineData("toy categories", "macro-F1, written messages alone")]
    [InlineData("toy requests", "request or question")]
    [InlineData("toy train requests", "bytes of weights")]
    [InlineData("toy cost 1", "ms a message at the median of 1 rounds")]
    [InlineData("toy train priority", "characters of weights")]
    [InlineData("toy train categories", "bytes of weights")]
    public async Task Intelligence_AtToySize_IsMeasured(string arguments, string expected) =>
        Assert.Contains(expected, await BenchProgram.RunAsync("IntelligenceBench", arguments), StringComparison.Ordinal);
}
