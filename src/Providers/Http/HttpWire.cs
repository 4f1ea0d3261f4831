using System.Net.Http.Headers;
using EmailAgent.Providers.Breakers;

namespace EmailAgent.Providers.Http;

/// <summary>One attempt at a call: whatever goes wrong on the way is an outcome, not an exception.</summary>
/// <param name="account">The account that owns the circuit.</param>
internal sealed class HttpWire(HttpClient http, string account, HttpApi api, ProviderCircuits circuits, TimeProvider time)
{
    public HttpApi Api => api;

    /// <param name="largest">Bytes of the answer that are read, at most.</param>
    /// <exception cref="ProviderException">The circuit is open.</exception>
    public async Task<CallReply> SendAsync(HttpCall call, int largest, string token, CancellationToken cancellationToken)
    {
        EnterCircuit();
        try
        {
            using var answer = await OpenAsync(call.Verb, call.Path, call.Body is { } body ? Content(call, body) : null, largest, token, cancellationToken).ConfigureAwait(false);
            var content = await answer.ReadAsync(answer.Body, largest).ConfigureAwait(false);
            return new CallReply(Report(answer.Judge(content.Span)), content);
        }
        catch (AnswerTooLargeException)
        {
            return new CallReply(Report(CallOutcome.TooLarge(api.Title)));
        }
        catch (Exception error) when (IsOutage(error) && !cancellationToken.IsCancellationRequested)
        {
            return new CallReply(Report(CallOutcome.Unreachable(api.Title) with { IsUnsent = IsUnsent(error) }));
        }
    }

    /// <summary>Sends a request, whose answer is then read as it comes in. It throws what <see cref="IsOutage"/> knows.</summary>
    /// <param name="largest">Bytes of the answer that are read, at most.</param>
    public async Task<HttpAnswer> OpenAsync(HttpMethod verb, string path, HttpContent? content, long largest, string token, CancellationToken cancellationToken)
    {
        var deadline = new CallDeadline(api.Limits, time, cancellationToken);
        HttpResponseMessage? response = null;
        try
        {
            using var request = Request(verb, path, token, content);
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token).ConfigureAwait(false);
            deadline.Heard();
            var body = new AnswerStream(await response.Content.ReadAsStreamAsync(deadline.Token).ConfigureAwait(false), largest, deadline);
            return new HttpAnswer(response, body, deadline, RetryAfter(response.Headers.RetryAfter), api.Judge);
        }
        catch
        {
            response?.Dispose();
            deadline.Dispose();
            throw;
        }
    }

    /// <summary>Indicates whether an exception means a broken connection, or a silent or garbled answer.</summary>
    public static bool IsOutage(Exception error) =>
        error is HttpRequestException or IOException or InvalidDataException or OperationCanceledException;

    /// <exception cref="ProviderException">The circuit is open.</exception>
    public void EnterCircuit()
    {
        if (circuits.TryEnter(account) is { } held && held > TimeSpan.Zero)
        {
            throw new ProviderException(ProviderFailure.Unreachable, $"{api.Title} has not answered for a while; it is tried again by itself.");
        }
    }

    /// <summary>Reports the outcome of a request to the circuit.</summary>
    public CallOutcome Report(CallOutcome outcome)
    {
        if (outcome.Verdict == CallVerdict.Failing)
        {
            circuits.Fail(account);
        }
        else
        {
            circuits.Succeed(account);
        }

        return outcome;
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : null);

    private HttpRequestMessage Request(HttpMethod verb, string path, string token, HttpContent? content)
    {
        var request = new HttpRequestMessage(verb, new Uri(api.BaseAddress, path)) { Content = content, Version = http.DefaultRequestVersion };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    /// <summary>Indicates whether there was no connection, so that the call certainly was not done.</summary>
    private static bool IsUnsent(Exception error) => error is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
    };

    private static ByteArrayContent Content(HttpCall call, byte[] body) =>
        new(body) { Headers = { ContentType = new MediaTypeHeaderValue(call.ContentType, call.ContentType == HttpCall.JsonType ? "utf-8" : null) } };
}
