namespace EmailAgent.Bench.Tests;

/// <summary>Measurements of the product with IMAP mailboxes or none, at toy size.</summary>
public sealed class ProductBenchTests
{
    [DovecotPostgresTheory]
    [InlineData("toy sync 20 1", "round 1: EmailAgent first 500")]
    [InlineData("toy latency 2", "WebSocket event")]
    [InlineData("toy idle 3 1", "3 messages put into the folder Archive")]
    [InlineData("toy soak 2", "minute   2")]
    public async Task Mailboxes_AtToySize_AreMeasured(string arguments, string expected) =>
        Assert.Contains(expected, await BenchProgram.RunAsync("ProductBench", arguments), StringComparison.Ordinal);

    [DovecotPostfixPostgresTheory]
    [InlineData("toy send 8 2 1", "22 of 22 messages arrived")]
    [InlineData("toy schedule 6 2", "6 sent")]
    public async Task Sending_AtToySize_IsMeasured(string arguments, string expected) =>
        Assert.Contains(expected, await BenchProgram.RunAsync("ProductBench", arguments), StringComparison.Ordinal);

    [PostgresTheory]
    [InlineData("toy start 1 1", "start 1:")]
    [InlineData("toy push 10 2", "written down: 10")]
    [InlineData("toy uploads 3 1", "3 uploads of 1 MB at once")]
    public async Task Product_AtToySize_IsMeasured(string arguments, string expected) =>
        Assert.Contains(expected, await BenchProgram.RunAsync("ProductBench", arguments), StringComparison.Ordinal);
}
