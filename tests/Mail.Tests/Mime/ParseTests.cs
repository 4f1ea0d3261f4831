using System.Buffers;
using System.Text;
using EmailAgent.Mail.Mime;

namespace EmailAgent.Mail.Tests.Mime;

public class ParseTests
{
    private static readonly byte[] Message = Raw.Bytes("Subject: one\n\nbody" + new string('x', 100_000));

    [Fact]
    public void Sequence_OfOneSegment_IsNotCopied()
    {
        var message = MimeParser.Parse(new ReadOnlySequence<byte>(Message));

        Assert.True(message.Root.RawBody.Span.Overlaps(Message));
        Assert.Equal("one", message.Subject);
    }

    [Fact]
    public void Sequence_OfSeveralSegments_IsRead()
    {
        var first = new Segment(Message.AsMemory(0, 5));
        var last = first.Append(Message.AsMemory(5, 20)).Append(Message.AsMemory(25));
        var message = MimeParser.Parse(new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length));

        Assert.Equal("one", message.Subject);
        Assert.Equal(Message.AsSpan(16), message.Root.RawBody.Span);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(1_000_000)]
    public async Task Stream_InPieces_IsRead(int chunk)
    {
        var message = await MimeParser.ParseAsync(new ChunkedStream(Message, chunk));

        Assert.Equal(Message.AsSpan(16), message.Root.RawBody.Span);
    }

    [Fact]
    public async Task Stream_OverVisibleMemory_IsNotCopied()
    {
        var stream = new MemoryStream(Message, 0, Message.Length, writable: false, publiclyVisible: true) { Position = 9 };
        var message = await MimeParser.ParseAsync(stream);

        Assert.True(message.Root.RawBody.Span.Overlaps(Message));
        Assert.Equal(Message.Length, stream.Position);
        Assert.StartsWith("one", Encoding.ASCII.GetString(message.Root.RawBody.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stream_TooLong_IsCut(bool inMemory)
    {
        var limits = new MimeLimits { MaxMessage = 20 };
        Stream stream = inMemory ? new MemoryStream(Message, 0, Message.Length, false, true) : new ChunkedStream(Message, 3);
        var message = await MimeParser.ParseAsync(stream, limits);

        Assert.Equal("body", message.GetText());
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory) => Memory = memory;

        public Segment Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Segment(memory) { RunningIndex = RunningIndex + Memory.Length };
            Next = next;
            return next;
        }
    }
}
