using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using EmailAgent.Providers.Http;
using EmailAgent.Providers.Quota;

namespace EmailAgent.Providers.Gmail;

/// <summary>Makes calls for one account at Google's prices, alone or many in one request.</summary>
/// <param name="quota">Null when calls need not be paid for.</param>
internal sealed class GmailTransport(HttpTransport http, HttpWire wire, GmailOptions options, GmailPrices prices, QuotaAccount? quota)
{
    private const string BatchPath = "batch/gmail/v1";

    /// <summary>Returns the best number of messages for one request of history.</summary>
    public int BackfillMessages =>
        quota is null ? options.BackfillMessages : Math.Clamp(quota.BackfillUnits / Math.Max(1, prices.Of(GmailMethod.GetMessage)), 1, options.BatchCalls);

    /// <summary>Room for what stands around a message and for its four base64 characters for three bytes.</summary>
    private int LargestMessageAnswer => (options.LargestMessageBytes / 3 * 4) + (1 << 16);

    /// <inheritdoc cref="HttpTransport.SendAsync{T}"/>
    public Task<T?> SendAsync<T>(GmailCall call, JsonTypeInfo<T> type, QuotaPriority priority, CancellationToken cancellationToken)
        where T : class =>
        http.SendAsync(call, type, prices.Of(call.Method), LargestAnswer(call), priority, cancellationToken);

    /// <inheritdoc cref="HttpTransport.SendAsync(HttpCall, int, int, QuotaPriority, CancellationToken)"/>
    public Task<ReadOnlyMemory<byte>?> SendAsync(GmailCall call, QuotaPriority priority, CancellationToken cancellationToken) =>
        http.SendAsync(call, prices.Of(call.Method), LargestAnswer(call), priority, cancellationToken);

    /// <inheritdoc cref="HttpTransport.SendOnceAsync"/>
    public Task<CallReply> SendOnceAsync(GmailCall call, QuotaPriority priority, CancellationToken cancellationToken) =>
        http.SendOnceAsync(call, prices.Of(call.Method), LargestAnswer(call), priority, cancellationToken);

    /// <inheritdoc cref="HttpTransport.TryPayAsync"/>
    public Task<bool> TryPayAsync(GmailMethod method, int calls, QuotaPriority priority, TimeSpan patience, CancellationToken cancellationToken) =>
        http.TryPayAsync(prices.Of(method) * calls, priority, patience, cancellationToken);

    /// <summary>Makes many calls in one request, and those that got no answer again.</summary>
    /// <param name="isPaid">Indicates whether the first attempt has been paid for.</param>
    /// <returns>
    /// Each call's answer, as they come. A call that keeps failing where others do not gets that for its answer: one broken message must
    /// not stop all others.
    /// </returns>
    /// <exception cref="ProviderException">The request as a whole was not done.</exception>
    public async IAsyncEnumerable<GmailAnswer<T>> SendBatchAsync<T>(
        IReadOnlyList<GmailCall> calls, JsonTypeInfo<T> type, QuotaPriority priority, bool isPaid, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        var retries = http.NewRetries();
        var open = Enumerable.Range(0, calls.Count).ToList();
        while (open.Count > 0)
        {
            var sent = open.ToArray();
            var failed = new Dictionary<int, CallOutcome>();
            if (!isPaid) await http.PayAsync(sent.Sum(index => prices.Of(calls[index].Method)), priority, cancellationToken).ConfigureAwait(false);
            isPaid = false;
            var token = await http.GetTokenAsync(cancellationToken).ConfigureAwait(false);
            using var batch = await OpenBatchAsync([.. sent.Select(index => calls[index])], token, cancellationToken).ConfigureAwait(false);
            while (await batch.NextAsync(cancellationToken).ConfigureAwait(false) is { } part)
            {
                if (part.Index >= sent.Length) continue;
                var (index, answer) = (sent[part.Index], GmailAnswer<T>.Of(sent[part.Index], part, type));
                if (answer.Outcome.IsPassing)
                {
                    failed[index] = answer.Outcome;
                }
                else if (open.Remove(index))
                {
                    retries.Progress();
                    yield return answer;
                }
            }

            if (open.Count == 0) yield break;
            var outcome = batch.Outcome.Verdict != CallVerdict.Done ? batch.Outcome : Worst(failed.Values);
            if (batch.Outcome.Verdict == CallVerdict.Done && outcome.Verdict == CallVerdict.Failing && retries.IsLastAttempt && failed.Count == open.Count)
            {
                foreach (var index in open) yield return new GmailAnswer<T>(index, failed[index], null);
                yield break;
            }

            await retries.PrepareAsync(outcome, token, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Makes many calls in one request; the answer is read as it comes in.</summary>
    /// <exception cref="ProviderException">The circuit is open.</exception>
    private async Task<GmailBatchAnswer> OpenBatchAsync(IReadOnlyList<GmailCall> calls, string token, CancellationToken cancellationToken)
    {
        wire.EnterCircuit();
        HttpAnswer? answer = null;
        try
        {
            answer = await wire.OpenAsync(HttpMethod.Post, BatchPath, GmailBatchContent.Of(calls), long.MaxValue, token, cancellationToken).ConfigureAwait(false);
            var reading = new GmailBatchAnswer(answer, LargestMessageAnswer);
            if (!answer.IsSuccess)
            {
                await reading.RefuseAsync(options.LargestAnswerBytes).ConfigureAwait(false);
            }

            wire.Report(reading.Outcome);
            return reading;
        }
        catch (Exception error) when (HttpWire.IsOutage(error) && !cancellationToken.IsCancellationRequested)
        {
            answer?.Dispose();
            return GmailBatchAnswer.Failed(wire.Report(GmailJudge.Unreachable));
        }
        catch
        {
            answer?.Dispose();
            throw;
        }
    }

    private int LargestAnswer(GmailCall call) => call.Method == GmailMethod.GetMessage ? LargestMessageAnswer : options.LargestAnswerBytes;

    /// <summary>The one that decides what happens next: no token works for any call, and too many calls are too many for all.</summary>
    private static CallOutcome Worst(IEnumerable<CallOutcome> failed) =>
        failed.OrderBy(outcome => outcome.Verdict).DefaultIfEmpty(GmailJudge.Unreachable).First();
}
