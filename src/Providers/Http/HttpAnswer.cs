using System.Buffers;

namespace EmailAgent.Providers.Http;

/// <summary>The answer to a request whose header has come and whose body is still to be read.</summary>
internal sealed class HttpAnswer(HttpResponseMessage response, Stream body, CallDeadline deadline, TimeSpan? retryAfter, CallJudge judge) : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public bool IsSuccess => response.IsSuccessStatusCode;

    /// <summary>Returns the media type that the server declares; null without one.</summary>
    public string? ContentType => response.Content.Headers.ContentType?.ToString();

    /// <summary>Returns the body as it arrives; reading fails when it falls silent, takes too long or grows too large.</summary>
    public Stream Body => body;

    /// <summary>Ends when reading has taken too long.</summary>
    public CancellationToken Deadline => deadline.Token;

    /// <summary>Judges the answer as a whole.</summary>
    public CallOutcome Judge(ReadOnlySpan<byte> content) => judge((int)response.StatusCode, content, retryAfter);

    /// <summary>Reads a body, or a part of one, to its end; good until the next one is read.</summary>
    /// <exception cref="AnswerTooLargeException">There is more than <paramref name="largest"/>.</exception>
    public Task<ReadOnlyMemory<byte>> ReadAsync(Stream content, int largest) => CallReply.ReadBodyAsync(content, _buffer, largest, deadline.Token);

    public void Dispose()
    {
        body.Dispose();
        response.Dispose();
        deadline.Dispose();
    }
}
