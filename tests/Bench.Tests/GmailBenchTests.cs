namespace EmailAgent.Bench.Tests;

/// <summary>Measurements of the product with Gmail mailboxes, at toy size.</summary>
public sealed class GmailBenchTests
{
    [EmulatePostgresFact]
    public Task Sync_AtToySize_IsMeasured() => RunAsync("toy gmail 20 1", "median ratio");

    [EmulatePostgresFact]
    public Task Budget_AtToySize_IsMeasured() => RunAsync("toy gmail-budget 1", "of 6,000 units a minute");

    [EmulatePostgresFact]
    public Task FailingMailboxes_AtToySize_AreMeasured() => RunAsync("toy gmail-failing 3 1 2 1", "news, after a restart");

    [EmulatePostgresFact]
    public Task PushedMailboxes_AtToySize_AreMeasured() => RunAsync("toy push-mailboxes 4 2", "4 pushes for 2 mailboxes");

    private static async Task RunAsync(string arguments, string expected) =>
        Assert.Contains(expected, await BenchProgram.RunAsync("ProductBench", arguments), StringComparison.Ordinal);
}
