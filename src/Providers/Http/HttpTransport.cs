using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EmailAgent.Providers.Quota;

namespace EmailAgent.Providers.Http;

/// <summary>
/// The transport of calls for one account: charges the budget, adds the token, and retries failures that may pass. All its calls can be
/// repeated without harm, except those of <see cref="SendOnceAsync"/>.
/// </summary>
/// <param name="quota">The budget; null when calls are not limited.</param>
internal sealed class HttpTransport(HttpWire wire, IAccessTokenSource tokens, QuotaAccount? quota, TimeProvider time)
{
    /// <summary>Makes one call.</summary>
    /// <param name="units">The price.</param>
    /// <param name="largest">Bytes of the answer that are read, at most.</param>
    /// <returns>The answer; null when what the call is about is not there.</returns>
    /// <exception cref="ProviderException">The call was not done.</exception>
    public async Task<T?> SendAsync<T>(HttpCall call, JsonTypeInfo<T> type, int units, int largest, QuotaPriority priority, CancellationToken cancellationToken)
        where T : class =>
        await SendAsync(call, units, largest, priority, cancellationToken).ConfigureAwait(false) is { } body
            ? TryRead(body, type) ?? throw new ProviderException(ProviderFailure.Protocol, $"{wire.Api.Title}'s answer cannot be read.")
            : null;

    /// <summary>Makes one call.</summary>
    /// <param name="units">The price.</param>
    /// <param name="largest">Bytes of the answer that are read, at most.</param>
    /// <returns>The answer's bytes; null when what the call is about is not there.</returns>
    /// <exception cref="ProviderException">The call was not done.</exception>
    public async Task<ReadOnlyMemory<byte>?> SendAsync(HttpCall call, int units, int largest, QuotaPriority priority, CancellationToken cancellationToken)
    {
        var retries = NewRetries();
        while (true)
        {
            await PayAsync(units, priority, cancellationToken).ConfigureAwait(false);
            var token = await GetTokenAsync(cancellationToken).ConfigureAwait(false);
            var reply = await wire.SendAsync(call, largest, token, cancellationToken).ConfigureAwait(false);
            switch (reply.Outcome.Verdict)
            {
                case CallVerdict.Done:
                    return reply.Body;
                case CallVerdict.NotFound:
                    return null;
                default:
                    await retries.PrepareAsync(reply.Outcome, token, cancellationToken).ConfigureAwait(false);
                    break;
            }
        }
    }

    /// <summary>
    /// Makes a call that must not be done twice. It is repeated only with another token, after a refusal of the first. Without an answer the
    /// outcome is <see cref="CallVerdict.Failing"/>, and the call may have been done unless it <see cref="CallOutcome.IsUnsent"/>.
    /// </summary>
    /// <param name="units">The price.</param>
    /// <param name="largest">Bytes of the answer that are read, at most.</param>
    /// <exception cref="ProviderException">The call was not made.</exception>
    /// <exception cref="OperationCanceledException">The call was not made.</exception>
    public async Task<CallReply> SendOnceAsync(HttpCall call, int units, int largest, QuotaPriority priority, CancellationToken cancellationToken)
    {
        await PayAsync(units, priority, cancellationToken).ConfigureAwait(false);
        var token = await GetTokenAsync(cancellationToken).ConfigureAwait(false);
        var reply = await AttemptAsync(call, largest, token, cancellationToken).ConfigureAwait(false);
        if (reply.Outcome.Verdict != CallVerdict.TokenRejected)
        {
            return reply;
        }

        tokens.Reject(token);
        token = await GetTokenAsync(cancellationToken).ConfigureAwait(false);
        return await AttemptAsync(call, largest, token, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Pays for calls before they are made, unless that takes too long.</summary>
    /// <returns>True if they are paid for.</returns>
    public Task<bool> TryPayAsync(int units, QuotaPriority priority, TimeSpan patience, CancellationToken cancellationToken) =>
        quota?.TryAcquireAsync(units, priority, patience, cancellationToken) ?? Task.FromResult(true);

    /// <summary>Pays for calls before they are made.</summary>
    public Task PayAsync(int units, QuotaPriority priority, CancellationToken cancellationToken) =>
        quota?.AcquireAsync(units, priority, cancellationToken) ?? Task.CompletedTask;

    /// <summary>Returns the token to send a request with.</summary>
    public ValueTask<string> GetTokenAsync(CancellationToken cancellationToken) => tokens.GetAsync(cancellationToken);

    /// <summary>Counts the attempts at another request.</summary>
    public CallRetries NewRetries() => new(wire.Api.Limits, tokens, quota, time);

    /// <summary>Makes one attempt. When it is cancelled, it may have been done.</summary>
    private async Task<CallReply> AttemptAsync(HttpCall call, int largest, string token, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await wire.SendAsync(call, largest, token, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (HttpWire.IsOutage(error) && cancellationToken.IsCancellationRequested)
        {
            return new CallReply(CallOutcome.Unreachable(wire.Api.Title));
        }
    }

    /// <returns>Null when the body is not of this type.</returns>
    public static T? TryRead<T>(ReadOnlyMemory<byte> body, JsonTypeInfo<T> type)
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
