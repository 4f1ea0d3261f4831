using System.IO.Pipelines;
using EmailAgent.Api.Http;
using EmailAgent.Api.Mail;
using EmailAgent.Grains;
using EmailAgent.Grains.Mail;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace EmailAgent.Api.Tests.Answers;

public sealed class RawMessageAnswerTests
{
    private const int PartBytes = 512 * 1024;

    private readonly byte[] _message = [.. Enumerable.Range(0, (10 * PartBytes) + 17).Select(i => (byte)(i * 31))];
    private int _reads;

    [Fact]
    public async Task Client_GetsAllStretchesInOrder()
    {
        var context = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        await Answer().ExecuteAsync(context);
        Assert.Equal(_message, ((MemoryStream)context.Response.Body).ToArray());
        Assert.Equal("message/rfc822", context.Response.ContentType);
        Assert.Null(context.Response.ContentLength);
    }

    [Fact]
    public async Task Message_OfOneStretch_SaysItsLength()
    {
        var context = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        await new RawMessageAnswer("id", new MessageStretch(_message.AsMemory(0, 5), IsLast: true), ReadAsync).ExecuteAsync(context);
        Assert.Equal(5, context.Response.ContentLength);
    }

    [Fact]
    public async Task Client_ThatWantsTheHeadersOnly_IsReadNothingMoreFor()
    {
        var context = new DefaultHttpContext { Request = { Method = HttpMethods.Head }, Response = { Body = new MemoryStream() } };
        await new HeadMiddleware(Answer().ExecuteAsync).InvokeAsync(context);
        Assert.Equal((0, 0L, "message/rfc822"), (_reads, context.Response.Body.Length, context.Response.ContentType));
    }

    [Fact]
    public async Task Client_ThatTakesNothing_IsReadNothingMoreFor()
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 64 * 1024, resumeWriterThreshold: 32 * 1024));
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(pipe.Writer.AsStream()));

        var answering = Answer().ExecuteAsync(context);
        Assert.False(answering.IsCompleted);
        Assert.Equal(0, _reads);

        using var taken = new MemoryStream();
        var taking = pipe.Reader.CopyToAsync(taken);
        await answering;
        await pipe.Writer.CompleteAsync();
        await taking;
        Assert.Equal(_message, taken.ToArray());
        Assert.Equal(10, _reads);
    }

    [Fact]
    public async Task Stretch_ThatCannotBeRead_BreaksTheConnectionOff()
    {
        var context = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        var lifetime = new Lifetime();
        context.Features.Set<IHttpRequestLifetimeFeature>(lifetime);
        var gone = new Outcome<MessageStretch>(null, new Problem("message_gone", "It is gone."));
        await new RawMessageAnswer("id", Part(0), (_, _) => Task.FromResult(gone)).ExecuteAsync(context);
        Assert.True(lifetime.IsAborted);
    }

    private RawMessageAnswer Answer() => new("id", Part(0), ReadAsync);

    private Task<Outcome<MessageStretch>> ReadAsync(long offset, CancellationToken cancellationToken)
    {
        _reads++;
        return Task.FromResult(new Outcome<MessageStretch>(Part((int)offset), null));
    }

    private MessageStretch Part(int offset)
    {
        var length = Math.Min(PartBytes, _message.Length - offset);
        return new MessageStretch(_message.AsMemory(offset, length), length < PartBytes);
    }

    private sealed class Lifetime : IHttpRequestLifetimeFeature
    {
        public bool IsAborted { get; private set; }

        public CancellationToken RequestAborted { get; set; }

        public void Abort() => IsAborted = true;
    }
}
