namespace EmailAgent.Bench.Tests;

/// <summary>Measurements of one part of the product, at toy size.</summary>
public sealed class PartBenchTests
{
    [Fact]
    public async Task Mime_AtToySize_Measures()
    {
        var output = await BenchProgram.RunAsync("MimeBench", $"{Path.Combine(Repository.Root, "tests/Mail.Tests/Mime/Fixtures/rfc")} dry");

        Assert.Contains("checksum", output, StringComparison.Ordinal);
        Assert.Contains("ParserBenchmarks.Sanitize", output, StringComparison.Ordinal);
    }

    [DovecotTheory]
    [InlineData("fetch 20 1", "median ratio")]
    [InlineData("idle 2 0", "the first one was notified of new mail: Changed")]
    public async Task Imap_AtToySize_Measures(string arguments, string expected) =>
        Assert.Contains(expected, await BenchProgram.RunAsync("ImapBench", arguments), StringComparison.Ordinal);

    [PostgresFact]
    public async Task Grain_AtToySize_Measures() =>
        Assert.Contains("5 idle grains", await BenchProgram.RunAsync("GrainBench", "dry"), StringComparison.Ordinal);

    [PostgresTheory]
    [InlineData("lexical")]
    [InlineData("minilm")]
    public async Task Retrieval_AtToySize_Measures(string model)
    {
        var folder = Directory.CreateTempSubdirectory("emailagent-mail-");
        for (var i = 0; i < 4; i++)
        {
            var text = $"From: list@example.org\r\nSubject: {(i < 2 ? "" : "Re: ")}Garden fences number{i % 2}\r\n\r\nThe fences of the garden are painted by neighbour number{i % 2}.\r\n";
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{i}.eml"), text);
        }

        var output = await BenchProgram.RunAsync("RetrievalBench", $"{folder.FullName} {model}");

        folder.Delete(recursive: true);
        Assert.Contains("2 threads", output, StringComparison.Ordinal);
        Assert.Contains("hybrid: nDCG@10", output, StringComparison.Ordinal);
    }

    [PostgresTheory]
    [InlineData("tokens --calls 20", "ES256")]
    [InlineData("audit --calls 5 --messages 500", "; 0 findings")]
    [InlineData("limits --calls 500 --rounds 1", "50 at once, round 1")]
    [InlineData("users --clients 2 --seconds 1 --warm-up 1 --messages 20", "\"storm\"")]
    [InlineData("--rounds 1 --seconds 1 --warm-up 0 --clients 2 --messages 200 --only list_http", "list_http_to_sql")]
    public async Task Api_AtToySize_Measures(string arguments, string expected) =>
        Assert.Contains(expected, await BenchProgram.RunAsync("ApiBench", arguments), StringComparison.Ordinal);
}
