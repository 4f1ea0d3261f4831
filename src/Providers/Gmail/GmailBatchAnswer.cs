using System.Buffers;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using MediaType = Microsoft.Net.Http.Headers.MediaTypeHeaderValue;

namespace EmailAgent.Providers.Gmail;

/// <summary>The answer to a batch, read part by part: one part is held at a time, however large they are together.</summary>
internal sealed class GmailBatchAnswer : IDisposable
{
    private readonly HttpResponseMessage? _answer;
    private readonly Stream? _stream;
    private readonly GmailDeadline? _deadline;
    private readonly MultipartReader? _parts;
    private readonly int _largestPart;
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public GmailBatchAnswer(HttpResponseMessage answer, Stream stream, GmailDeadline deadline, int largestPart)
    {
        (_answer, _stream, _deadline, _largestPart) = (answer, stream, deadline, largestPart);
        if (answer.IsSuccessStatusCode && BoundaryOf(answer.Content.Headers.ContentType) is { } boundary)
        {
            _parts = new MultipartReader(boundary, stream);
            Outcome = new GmailOutcome(GmailVerdict.Done);
        }
    }

    private GmailBatchAnswer()
    {
    }

    /// <summary>What became of the request as a whole; while it is <see cref="GmailVerdict.Done"/>, parts can be read.</summary>
    public GmailOutcome Outcome { get; private set; } = new(GmailVerdict.Failing, "Gmail's answer to a batch cannot be read.");

    /// <summary>An answer that did not come.</summary>
    public static GmailBatchAnswer Failed(GmailOutcome outcome) => new() { Outcome = outcome };

    /// <summary>Reads why the batch as a whole was not taken.</summary>
    public async Task RefuseAsync(TimeSpan? retryAfter, int largest)
    {
        try
        {
            var body = await GmailReply.ReadBodyAsync(_stream!, _buffer, largest, _deadline!.Token).ConfigureAwait(false);
            Outcome = GmailOutcome.Of((int)_answer!.StatusCode, body.Span, retryAfter);
        }
        catch (GmailTooLargeException)
        {
            Outcome = GmailOutcome.Of((int)_answer!.StatusCode, default, retryAfter);
        }
    }

    /// <summary>The next part; its body is good until the next one is read.</summary>
    /// <returns>Null when there are no more, or no more can be read; the calls without an answer were not done then.</returns>
    public async Task<GmailPart?> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (_parts is not null && await _parts.ReadNextSectionAsync(_deadline!.Token).ConfigureAwait(false) is { } section)
            {
                if (GmailPart.IndexOf(section.Headers?.GetValueOrDefault("Content-ID")) is { } index)
                {
                    return await ReadPartAsync(index, section.Body).ConfigureAwait(false);
                }
            }
        }
        catch (Exception error) when (GmailWire.IsOutage(error) && !cancellationToken.IsCancellationRequested)
        {
            Outcome = GmailOutcome.Unreachable;
        }

        return null;
    }

    public void Dispose()
    {
        _stream?.Dispose();
        _answer?.Dispose();
        _deadline?.Dispose();
    }

    private async Task<GmailPart> ReadPartAsync(int index, Stream body)
    {
        try
        {
            return GmailPart.Parse(index, await GmailReply.ReadBodyAsync(body, _buffer, _largestPart, _deadline!.Token).ConfigureAwait(false));
        }
        catch (GmailTooLargeException)
        {
            return new GmailPart(index, GmailOutcome.TooLarge, default);
        }
    }

    private static string? BoundaryOf(System.Net.Http.Headers.MediaTypeHeaderValue? type) =>
        MediaType.TryParse(type?.ToString(), out var parsed) && parsed.Boundary.Length > 0 ? HeaderUtilities.RemoveQuotes(parsed.Boundary).Value : null;
}
