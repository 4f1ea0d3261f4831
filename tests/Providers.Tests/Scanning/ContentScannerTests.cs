using EmailAgent.Providers.Scanning;
using EmailAgent.Testing;
using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Tests.Scanning;

public sealed class ContentScannerTests
{
    private static readonly byte[] Clean = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i * 7))];

    [Fact]
    public async Task Content_IsScannedCompletely_WhereverTheMalwareIs()
    {
        await using var clamd = ScriptedClamd.Start();
        using var scanner = Scanner(clamd.Address);

        Assert.Null((await scanner.ScanAsync(new MemoryStream(Clean), default)).Malware);
        Assert.Null((await scanner.ScanAsync(Stream.Null, default)).Malware);
        foreach (var before in new[] { 0, 1, 65_500, 65_536, Clean.Length })
            Assert.Equal(ScriptedClamd.Signature, (await scanner.ScanAsync(new MemoryStream([.. Clean[..before], .. Eicar.Content, .. Clean]), default)).Malware);
        await scanner.CheckAsync(default);
    }

    [Theory]
    [InlineData("INSTREAM size limit exceeded. ERROR")]
    [InlineData("stream: Can't allocate memory ERROR")]
    [InlineData("stream: ")]
    [InlineData("stream:  FOUND")]
    [InlineData("OK")]
    [InlineData("")]
    [InlineData(ScriptedClamd.Cut)]
    [InlineData(ScriptedClamd.CutAtOnce)]
    public async Task Content_WithoutAVerdict_IsNeverClean(string reply)
    {
        await using var clamd = ScriptedClamd.Start();
        clamd.Reply(reply);
        using var scanner = Scanner(clamd.Address);

        await Assert.ThrowsAsync<ScannerException>(() => scanner.ScanAsync(new MemoryStream(Clean), default));
    }

    [Fact]
    public async Task Scanner_ThatReplies_WithoutEnd_IsLimited()
    {
        await using var clamd = ScriptedClamd.Start();
        clamd.Reply(new string('x', 10_000));
        using var scanner = Scanner(clamd.Address);

        await Assert.ThrowsAsync<ScannerException>(() => scanner.ScanAsync(new MemoryStream(Clean), default));
    }

    [Fact]
    public async Task Scanner_ThatIsSilent_IsGivenUp()
    {
        await using var clamd = ScriptedClamd.Start();
        clamd.Reply(ScriptedClamd.Silence);
        var clock = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        using var scanner = Scanner(clamd.Address, clock);

        var scan = scanner.ScanAsync(new MemoryStream(Clean), default);
        await Eventually.True(() => clamd.Scans == 1);
        clock.Advance(TimeSpan.FromMinutes(2));

        await Assert.ThrowsAsync<ScannerException>(() => scan);
    }

    [Fact]
    public async Task Scanner_ThatIsDown_IsReported()
    {
        var clamd = ScriptedClamd.Start();
        var address = clamd.Address;
        await clamd.DisposeAsync();
        using var scanner = Scanner(address);

        await Assert.ThrowsAsync<ScannerException>(() => scanner.CheckAsync(default));
        await Assert.ThrowsAsync<ScannerException>(() => scanner.ScanAsync(new MemoryStream(Clean), default));
    }

    [Fact]
    public async Task Scans_AreNotMoreThanAllowedAtOnce()
    {
        await using var clamd = ScriptedClamd.Start();
        using var scanner = Scanner(clamd.Address);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => scanner.ScanAsync(new MemoryStream(Clean), default)));

        Assert.Equal(20, clamd.Scans);
        Assert.InRange(clamd.MostAtOnce, 1, 2);
    }

    [ClamdFact]
    public async Task RealScanner_FindsEicar_AndRefusesWhatIsLargerThanItScans()
    {
        await using var clamd = await ClamdServer.StartAsync();
        using var scanner = Scanner(clamd.Address);

        await scanner.CheckAsync(default);
        Assert.Null((await scanner.ScanAsync(new MemoryStream(Clean), default)).Malware);
        Assert.Equal(ClamdServer.Signature, (await scanner.ScanAsync(new MemoryStream(Eicar.Content), default)).Malware);
        Assert.Null((await scanner.ScanAsync(new MemoryStream(new byte[25 * 1024 * 1024]), default)).Malware);
        await Assert.ThrowsAsync<ScannerException>(() => scanner.ScanAsync(new MemoryStream(new byte[ClamdServer.LargestBytes + 1]), default));
    }

    private static ContentScanner Scanner(string address, TimeProvider? time = null) =>
        new(Options.Create(new ScanOptions { Enabled = true, Address = address, AtOnce = 2 }), time ?? TimeProvider.System);
}
