using EmailAgent.Providers.Quota;

namespace EmailAgent.Providers.Http;

/// <summary>The decision about a call that failed: another attempt, sooner or later, or an error. One for each call.</summary>
internal sealed class CallRetries(CallLimits limits, IAccessTokenSource tokens, QuotaAccount? quota, TimeProvider time)
{
    private int _failures;
    private bool _renewed;

    /// <summary>Indicates whether another failure will be the last.</summary>
    public bool IsLastAttempt => _failures + 1 >= limits.Attempts;

    /// <summary>Records progress, after which earlier failures no longer count as consecutive.</summary>
    public void Progress() => _failures = 0;

    /// <summary>Waits until the call may be tried again.</summary>
    /// <param name="outcome">The outcome of the failed attempt.</param>
    /// <param name="token">The token it was sent with.</param>
    /// <exception cref="ProviderException">It is of no use to try again.</exception>
    public async Task PrepareAsync(CallOutcome outcome, string token, CancellationToken cancellationToken)
    {
        switch (outcome.Verdict)
        {
            case CallVerdict.TokenRejected when !_renewed:
                _renewed = true; // Once: a token that is refused when it is new will not be better next time.
                tokens.Reject(token);
                return;

            case CallVerdict.TokenRejected:
                throw new ProviderException(ProviderFailure.Authentication, outcome.Reason!);

            case CallVerdict.Busy or CallVerdict.Failing when ++_failures < limits.Attempts && !(outcome.RetryAfter > limits.LongestRetryAfter):
                var delay = Delay(limits, _failures, outcome.RetryAfter, Random.Shared.NextDouble());
                if (outcome.Verdict == CallVerdict.Busy) quota?.Pause(delay);
                await Task.Delay(delay, time, cancellationToken).ConfigureAwait(false);
                return;

            case CallVerdict.Busy:
                throw new ProviderException(ProviderFailure.Busy, outcome.Reason!) { RetryAfter = outcome.RetryAfter };

            case CallVerdict.Failing:
                throw new ProviderException(ProviderFailure.Unreachable, outcome.Reason!) { RetryAfter = outcome.RetryAfter };

            default:
                throw new ProviderException(ProviderFailure.Refused, outcome.Reason!);
        }
    }

    /// <summary>Doubles with each failure up to the longest, less up to a half by chance so that callers do not come back together; never sooner than asked for.</summary>
    internal static TimeSpan Delay(CallLimits limits, int failures, TimeSpan? retryAfter, double chance)
    {
        var doubled = limits.FirstRetry * Math.Pow(2, Math.Clamp(failures - 1, 0, 30));
        var varied = (doubled < limits.LongestRetry ? doubled : limits.LongestRetry) * (1 - (chance / 2));
        return retryAfter is { } asked && asked > varied ? asked + (limits.FirstRetry * chance) : varied;
    }
}
