using System.IO.Compression;
using EmailAgent.Api.Mail;
using EmailAgent.Grains;
using EmailAgent.Grains.Mail;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace EmailAgent.Api.Tests.Mail;

public sealed class AttachmentZipTests
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * i))];

    [Fact]
    public async Task Archive_IsWrittenWithoutBlocking_AndHasAllFiles()
    {
        using var body = new AsyncOnlyStream();
        var context = Context(body);
        await new AttachmentZip("id", new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), [File("a.bin", isWhole: true), File("A.bin", isWhole: true)]).ExecuteAsync(context);

        using var zip = new ZipArchive(new MemoryStream(body.ToArray()));
        Assert.Equal(["a.bin", "A (2).bin"], zip.Entries.Select(entry => entry.FullName));
        foreach (var entry in zip.Entries)
        {
            using var content = new MemoryStream();
            await entry.Open().CopyToAsync(content);
            Assert.Equal(Content, content.ToArray());
            Assert.Equal(new DateTime(2026, 3, 1, 12, 0, 0), entry.LastWriteTime.DateTime);
        }
    }

    [Fact]
    public async Task File_ThatCannotBeReadToItsEnd_BreaksTheConnectionOff()
    {
        using var body = new AsyncOnlyStream();
        var context = Context(body);
        var lifetime = new Lifetime();
        context.Features.Set<IHttpRequestLifetimeFeature>(lifetime);
        await new AttachmentZip("id", DateTimeOffset.UnixEpoch, [File("a.bin", isWhole: false)]).ExecuteAsync(context);
        Assert.True(lifetime.IsAborted);
        Assert.Throws<InvalidDataException>(() => new ZipArchive(new MemoryStream(body.ToArray())));
    }

    private static DefaultHttpContext Context(Stream body)
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));
        return context;
    }

    private static (AttachmentLocation, AttachmentStream) File(string name, bool isWhole)
    {
        var first = new Outcome<AttachmentStretch>(new AttachmentStretch(Content, isWhole ? null : new AttachmentMark(Content.Length, AttachmentEncoding.Identity)), null);
        var gone = new Outcome<AttachmentStretch>(null, new Problem("message_gone", "It is gone."));
        return (
            new AttachmentLocation(name, "email", "connection", Content.Length) { Filename = name },
            new AttachmentStream(new AttachmentTrail(), null, (mark, _) => Task.FromResult(mark is null ? first : gone)));
    }

    private sealed class Lifetime : IHttpRequestLifetimeFeature
    {
        public bool IsAborted { get; private set; }

        public CancellationToken RequestAborted { get; set; }

        public void Abort() => IsAborted = true;
    }

    /// <summary>Takes asynchronous writes only, as a response does.</summary>
    private sealed class AsyncOnlyStream : MemoryStream
    {
        public override bool CanSeek => false;

        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Synchronous operations are disallowed.");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new InvalidOperationException("Synchronous operations are disallowed.");

        public override void Flush() => throw new InvalidOperationException("Synchronous operations are disallowed.");

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            base.Write(buffer, offset, count);
            return Task.CompletedTask;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            base.Write(buffer.ToArray(), 0, buffer.Length);
            return ValueTask.CompletedTask;
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
