using EmailAgent.Providers.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace EmailAgent.Providers.Gmail;

/// <summary>The answer to a batch, read part by part: one part is held at a time, however large they are together.</summary>
internal sealed class GmailBatchAnswer : IDisposable
{
    private readonly HttpAnswer? _answer;
    private readonly MultipartReader? _parts;
    private readonly int _largestPart;

    public GmailBatchAnswer(HttpAnswer answer, int largestPart)
    {
        (_answer, _largestPart) = (answer, largestPart);
        if (answer.IsSuccess && BoundaryOf(answer.ContentType) is { } boundary)
        {
            _parts = new MultipartReader(boundary, answer.Body);
            Outcome = new CallOutcome(CallVerdict.Done);
        }
    }

    private GmailBatchAnswer()
    {
    }

    /// <summary>Returns the result of the request as a whole; while it is <see cref="CallVerdict.Done"/>, parts can be read.</summary>
    public CallOutcome Outcome { get; private set; } = new(CallVerdict.Failing, "Gmail's answer to a batch cannot be read.");

    /// <summary>Creates the result of a request without an answer.</summary>
    public static GmailBatchAnswer Failed(CallOutcome outcome) => new() { Outcome = outcome };

    /// <summary>Reads why the batch as a whole was not taken.</summary>
    public async Task RefuseAsync(int largest)
    {
        try
        {
            var body = await _answer!.ReadAsync(_answer.Body, largest).ConfigureAwait(false);
            Outcome = _answer.Judge(body.Span);
        }
        catch (AnswerTooLargeException)
        {
            Outcome = _answer!.Judge(default);
        }
    }

    /// <summary>Reads the next part; its body is valid until the next call.</summary>
    /// <returns>Null when there are no more, or no more can be read; the calls without an answer were not done then.</returns>
    public async Task<GmailPart?> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (_parts is not null && await _parts.ReadNextSectionAsync(_answer!.Deadline).ConfigureAwait(false) is { } section)
            {
                if (GmailPart.IndexOf(section.Headers?.GetValueOrDefault("Content-ID")) is { } index)
                {
                    return await ReadPartAsync(index, section.Body).ConfigureAwait(false);
                }
            }
        }
        catch (Exception error) when (HttpWire.IsOutage(error) && !cancellationToken.IsCancellationRequested)
        {
            Outcome = GmailJudge.Unreachable;
        }

        return null;
    }

    public void Dispose() => _answer?.Dispose();

    private async Task<GmailPart> ReadPartAsync(int index, Stream body)
    {
        try
        {
            return GmailPart.Parse(index, await _answer!.ReadAsync(body, _largestPart).ConfigureAwait(false));
        }
        catch (AnswerTooLargeException)
        {
            return new GmailPart(index, CallOutcome.TooLarge(GmailJudge.Title), default);
        }
    }

    private static string? BoundaryOf(string? type) =>
        MediaTypeHeaderValue.TryParse(type, out var parsed) && parsed.Boundary.Length > 0 ? HeaderUtilities.RemoveQuotes(parsed.Boundary).Value : null;
}
