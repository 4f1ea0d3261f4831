using EmailAgent.Api.Mail;
using EmailAgent.Grains;
using EmailAgent.Grains.Mail;

namespace EmailAgent.Api.Tests.Mail;

public sealed class AttachmentStreamTests
{
    private const int Size = (3 << 20) + 17;

    private static readonly byte[] Content = [.. Enumerable.Range(0, Size).Select(i => (byte)(i * 31))];
    private readonly AttachmentTrail _trail = new();
    private readonly List<long> _reads = [];

    [Fact]
    public async Task Content_IsReadAsItIsTaken()
    {
        var stream = await OpenAsync(Size);
        Assert.Equal([0L], _reads);
        Assert.Equal(Size, stream.Length);
        Assert.Equal(Content, await TakeAsync(stream));
        Assert.Equal(7, _reads.Count);
    }

    [Fact]
    public async Task Resume_BeginsAtTheLastKnownPosition()
    {
        await TakeAsync(await OpenAsync(Size));
        _reads.Clear();
        var stream = Open(Size);
        Assert.Null(await stream.PrepareAsync(Size - 10, CancellationToken.None));
        stream.Seek(Size - 10, SeekOrigin.Begin);
        Assert.Equal(Content[^10..], await TakeAsync(stream));
        Assert.Equal([3L << 20], _reads);
    }

    [Fact]
    public async Task Length_ThatIsNotKnown_IsLearnedByReading()
    {
        var stream = await OpenAsync(null);
        Assert.False(stream.CanSeek);
        Assert.Equal(Content, await TakeAsync(stream));
        Assert.Equal(Size, Open(null).Length);
    }

    [Theory]
    [InlineData(Size + 1)]
    [InlineData(Size - 1)]
    public async Task Length_ThatWasWrong_BreaksTheDownloadOff_AndIsNotToldAgain(int stored)
    {
        var stream = await OpenAsync(stored);
        await Assert.ThrowsAsync<OperationCanceledException>(() => TakeAsync(stream));
        Assert.Equal(Size, (await OpenAsync(stored)).Length);
    }

    [Fact]
    public async Task Stretch_ThatIsRefused_BreaksTheDownloadOff()
    {
        var refused = new Outcome<AttachmentStretch>(null, new Problem("message_gone", "It is gone."));
        var stream = new AttachmentStream(_trail, Size, (mark, _) => Task.FromResult(mark is null ? Stretch(0) : refused));
        Assert.Null(await stream.PrepareAsync(0, CancellationToken.None));
        await Assert.ThrowsAsync<OperationCanceledException>(() => TakeAsync(stream));
    }

    private static Outcome<AttachmentStretch> Stretch(long offset)
    {
        var end = Math.Min(offset + (1 << 19), Size);
        return new(new AttachmentStretch(Content.AsMemory((int)offset, (int)(end - offset)), end < Size ? new AttachmentMark(end, AttachmentEncoding.Identity) : null), null);
    }

    private static async Task<byte[]> TakeAsync(AttachmentStream stream)
    {
        using var taken = new MemoryStream();
        await stream.CopyToAsync(taken);
        return taken.ToArray();
    }

    private AttachmentStream Open(long? stored) => new(_trail, stored, (mark, _) =>
    {
        _reads.Add(mark?.Offset ?? 0);
        return Task.FromResult(Stretch(mark?.Offset ?? 0));
    });

    private async Task<AttachmentStream> OpenAsync(long? stored)
    {
        var stream = Open(stored);
        Assert.Null(await stream.PrepareAsync(0, CancellationToken.None));
        return stream;
    }
}
