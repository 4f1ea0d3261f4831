using System.Buffers;
using System.Net.Http.Headers;
using EmailAgent.Providers.Breakers;

namespace EmailAgent.Providers.Gmail;

/// <summary>One attempt at a call: whatever goes wrong on the way is an outcome, not an exception.</summary>
/// <param name="account">Whose circuit it is.</param>
internal sealed class GmailWire(HttpClient http, string account, GmailOptions options, ProviderCircuits circuits, TimeProvider time)
{
    private const string BatchPath = "batch/gmail/v1";

    /// <summary>Room for what stands around a message and for its four base64 characters for three bytes.</summary>
    private int LargestMessageAnswer => (options.LargestMessageBytes / 3 * 4) + (1 << 16);

    /// <exception cref="ProviderException">The circuit is open.</exception>
    public async Task<GmailReply> SendAsync(GmailCall call, string token, CancellationToken cancellationToken)
    {
        EnterCircuit();
        var largest = call.Method == GmailMethod.GetMessage ? LargestMessageAnswer : options.LargestAnswerBytes;
        using var deadline = new GmailDeadline(options, time, cancellationToken);
        try
        {
            using var request = Request(call.Verb, call.Path, token, call.Body is { } json ? Json(json) : null);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token).ConfigureAwait(false);
            deadline.Heard();
            var stream = new GmailAnswerStream(await answer.Content.ReadAsStreamAsync(deadline.Token).ConfigureAwait(false), largest, deadline);
            await using (stream.ConfigureAwait(false))
            {
                var body = await GmailReply.ReadBodyAsync(stream, new ArrayBufferWriter<byte>(), largest, deadline.Token).ConfigureAwait(false);
                return new GmailReply(Report(GmailOutcome.Of((int)answer.StatusCode, body.Span, RetryAfter(answer.Headers.RetryAfter))), body);
            }
        }
        catch (GmailTooLargeException)
        {
            return new GmailReply(Report(GmailOutcome.TooLarge));
        }
        catch (Exception error) when (IsOutage(error) && !cancellationToken.IsCancellationRequested)
        {
            return new GmailReply(Report(GmailOutcome.Unreachable));
        }
    }

    /// <summary>Makes many calls in one request; the answer is read as it comes in.</summary>
    /// <exception cref="ProviderException">The circuit is open.</exception>
    public async Task<GmailBatchAnswer> SendBatchAsync(IReadOnlyList<GmailCall> calls, string token, CancellationToken cancellationToken)
    {
        EnterCircuit();
        var deadline = new GmailDeadline(options, time, cancellationToken);
        HttpResponseMessage? answer = null;
        try
        {
            using var request = Request(HttpMethod.Post, BatchPath, token, GmailBatchContent.Of(calls));
            answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token).ConfigureAwait(false);
            deadline.Heard();
            var stream = new GmailAnswerStream(await answer.Content.ReadAsStreamAsync(deadline.Token).ConfigureAwait(false), long.MaxValue, deadline);
            var reading = new GmailBatchAnswer(answer, stream, deadline, LargestMessageAnswer);
            if (!answer.IsSuccessStatusCode)
            {
                await reading.RefuseAsync(RetryAfter(answer.Headers.RetryAfter), options.LargestAnswerBytes).ConfigureAwait(false);
            }

            Report(reading.Outcome);
            return reading;
        }
        catch (Exception error) when (IsOutage(error) && !cancellationToken.IsCancellationRequested)
        {
            answer?.Dispose();
            deadline.Dispose();
            return GmailBatchAnswer.Failed(Report(GmailOutcome.Unreachable));
        }
        catch
        {
            answer?.Dispose();
            deadline.Dispose();
            throw;
        }
    }

    /// <summary>What a broken connection, a silent or garbled answer look like.</summary>
    internal static bool IsOutage(Exception error) =>
        error is HttpRequestException or IOException or InvalidDataException or OperationCanceledException;

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : null);

    private HttpRequestMessage Request(HttpMethod verb, string path, string token, HttpContent? content)
    {
        var request = new HttpRequestMessage(verb, new Uri(options.BaseAddress, path)) { Content = content, Version = http.DefaultRequestVersion };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    private static ByteArrayContent Json(byte[] json) =>
        new(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };

    private void EnterCircuit()
    {
        if (circuits.TryEnter(account) is { } held && held > TimeSpan.Zero)
        {
            throw new ProviderException(ProviderFailure.Unreachable, "Gmail has not answered for a while; it is tried again by itself.");
        }
    }

    private GmailOutcome Report(GmailOutcome outcome)
    {
        if (outcome.Verdict == GmailVerdict.Failing)
        {
            circuits.Fail(account);
        }
        else
        {
            circuits.Succeed(account);
        }

        return outcome;
    }
}
