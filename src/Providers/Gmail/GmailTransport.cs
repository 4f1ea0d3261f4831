using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EmailAgent.Providers.Quota;

namespace EmailAgent.Providers.Gmail;

/// <summary>
/// Makes calls for one account: pays their price, signs them, and tries again what is worth it. All calls made here may be
/// repeated without harm.
/// </summary>
/// <param name="quota">Null when calls need not be paid for.</param>
internal sealed class GmailTransport(
    GmailWire wire, IAccessTokenSource tokens, GmailOptions options, GmailPrices prices, QuotaAccount? quota, TimeProvider time)
{
    /// <summary>How many messages of the history are best asked for at once.</summary>
    public int BackfillMessages =>
        quota is null ? options.BackfillMessages : Math.Clamp(quota.BackfillUnits / Math.Max(1, prices.Of(GmailMethod.GetMessage)), 1, options.BatchCalls);

    /// <summary>Makes one call.</summary>
    /// <returns>The answer; null when what the call is about is not there.</returns>
    /// <exception cref="ProviderException">The call was not done.</exception>
    public async Task<T?> SendAsync<T>(GmailCall call, JsonTypeInfo<T> type, QuotaPriority priority, CancellationToken cancellationToken)
        where T : class =>
        await SendAsync(call, priority, cancellationToken).ConfigureAwait(false) is { } body
            ? TryRead(body, type) ?? throw new ProviderException(ProviderFailure.Protocol, "Gmail's answer cannot be read.")
            : null;

    /// <summary>Makes one call.</summary>
    /// <returns>The answer's bytes; null when what the call is about is not there.</returns>
    /// <exception cref="ProviderException">The call was not done.</exception>
    public async Task<ReadOnlyMemory<byte>?> SendAsync(GmailCall call, QuotaPriority priority, CancellationToken cancellationToken)
    {
        var retries = new GmailRetries(options, tokens, quota, time);
        while (true)
        {
            await PayAsync([call], priority, cancellationToken).ConfigureAwait(false);
            var token = await tokens.GetAsync(cancellationToken).ConfigureAwait(false);
            var reply = await wire.SendAsync(call, token, cancellationToken).ConfigureAwait(false);
            switch (reply.Outcome.Verdict)
            {
                case GmailVerdict.Done:
                    return reply.Body;
                case GmailVerdict.NotFound:
                    return null;
                default:
                    await retries.PrepareAsync(reply.Outcome, token, cancellationToken).ConfigureAwait(false);
                    break;
            }
        }
    }

    /// <summary>Pays for calls before they are made, unless that takes too long.</summary>
    /// <returns>Whether they are paid for.</returns>
    public Task<bool> TryPayAsync(GmailMethod method, int calls, QuotaPriority priority, TimeSpan patience, CancellationToken cancellationToken) =>
        quota?.TryAcquireAsync(prices.Of(method) * calls, priority, patience, cancellationToken) ?? Task.FromResult(true);

    /// <summary>Makes many calls in one request, and those that got no answer again.</summary>
    /// <param name="isPaid">Whether the first attempt has been paid for.</param>
    /// <returns>
    /// Each call's answer, as they come. A call that keeps failing where others do not gets that for its answer: one broken message must
    /// not stop all others.
    /// </returns>
    /// <exception cref="ProviderException">The request as a whole was not done.</exception>
    public async IAsyncEnumerable<GmailAnswer<T>> SendBatchAsync<T>(
        IReadOnlyList<GmailCall> calls, JsonTypeInfo<T> type, QuotaPriority priority, bool isPaid, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        var retries = new GmailRetries(options, tokens, quota, time);
        var open = Enumerable.Range(0, calls.Count).ToList();
        while (open.Count > 0)
        {
            var sent = open.ToArray();
            var failed = new Dictionary<int, GmailOutcome>();
            if (!isPaid) await PayAsync([.. sent.Select(index => calls[index])], priority, cancellationToken).ConfigureAwait(false);
            isPaid = false;
            var token = await tokens.GetAsync(cancellationToken).ConfigureAwait(false);
            using var batch = await wire.SendBatchAsync([.. sent.Select(index => calls[index])], token, cancellationToken).ConfigureAwait(false);
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
            var outcome = batch.Outcome.Verdict != GmailVerdict.Done ? batch.Outcome : Worst(failed.Values);
            if (batch.Outcome.Verdict == GmailVerdict.Done && outcome.Verdict == GmailVerdict.Failing && retries.IsLastAttempt && failed.Count == open.Count)
            {
                foreach (var index in open) yield return new GmailAnswer<T>(index, failed[index], null);
                yield break;
            }

            await retries.PrepareAsync(outcome, token, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task PayAsync(IReadOnlyList<GmailCall> calls, QuotaPriority priority, CancellationToken cancellationToken) =>
        quota?.AcquireAsync(calls.Sum(call => prices.Of(call.Method)), priority, cancellationToken) ?? Task.CompletedTask;

    /// <summary>The one that decides what happens next: no token works for any call, and too many calls are too many for all.</summary>
    private static GmailOutcome Worst(IEnumerable<GmailOutcome> failed) =>
        failed.OrderBy(outcome => outcome.Verdict).DefaultIfEmpty(GmailOutcome.Unreachable).First();

    internal static T? TryRead<T>(ReadOnlyMemory<byte> body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
