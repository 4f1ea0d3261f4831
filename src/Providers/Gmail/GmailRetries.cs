using EmailAgent.Providers.Quota;

namespace EmailAgent.Providers.Gmail;

/// <summary>What to do about a call that was not done: try again, sooner or later, or give up. One for each call.</summary>
internal sealed class GmailRetries(GmailOptions options, IAccessTokenSource tokens, QuotaAccount? quota, TimeProvider time)
{
    private int _failures;
    private bool _renewed;

    /// <summary>Whether another failure will be the last.</summary>
    public bool IsLastAttempt => _failures + 1 >= options.Attempts;

    /// <summary>Something was done, so the failures before were not in a row with those to come.</summary>
    public void Progress() => _failures = 0;

    /// <summary>Waits until the call may be tried again.</summary>
    /// <param name="outcome">Why it was not done.</param>
    /// <param name="token">The token it was sent with.</param>
    /// <exception cref="ProviderException">It is of no use to try again.</exception>
    public async Task PrepareAsync(GmailOutcome outcome, string token, CancellationToken cancellationToken)
    {
        switch (outcome.Verdict)
        {
            case GmailVerdict.TokenRejected when !_renewed:
                _renewed = true; // Once: a token that is refused when it is new will not be better next time.
                tokens.Reject(token);
                return;

            case GmailVerdict.TokenRejected:
                throw new ProviderException(ProviderFailure.Authentication, outcome.Reason!);

            case GmailVerdict.Busy or GmailVerdict.Failing when ++_failures < options.Attempts && !(outcome.RetryAfter > options.LongestRetryAfter):
                var delay = Delay(options, _failures, outcome.RetryAfter, Random.Shared.NextDouble());
                if (outcome.Verdict == GmailVerdict.Busy) quota?.Pause(delay);
                await Task.Delay(delay, time, cancellationToken).ConfigureAwait(false);
                return;

            case GmailVerdict.Busy:
                throw new ProviderException(ProviderFailure.Busy, outcome.Reason!) { RetryAfter = outcome.RetryAfter };

            case GmailVerdict.Failing:
                throw new ProviderException(ProviderFailure.Unreachable, outcome.Reason!) { RetryAfter = outcome.RetryAfter };

            default:
                throw new ProviderException(ProviderFailure.Refused, outcome.Reason!);
        }
    }

    /// <summary>Doubles with each failure up to the longest, less up to a half by chance so that callers do not come back together; never sooner than asked for.</summary>
    internal static TimeSpan Delay(GmailOptions options, int failures, TimeSpan? retryAfter, double chance)
    {
        var doubled = options.FirstRetry * Math.Pow(2, Math.Clamp(failures - 1, 0, 30));
        var varied = (doubled < options.LongestRetry ? doubled : options.LongestRetry) * (1 - (chance / 2));
        return retryAfter is { } asked && asked > varied ? asked + (options.FirstRetry * chance) : varied;
    }
}
