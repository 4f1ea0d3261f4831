using EmailAgent.Grains.Identity;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Lockout;

/// <summary>
/// Slows guessing down, by account and by address, in the same way whether or not there is an account. Open sessions continue, and at
/// addresses where the owner has logged in before, failures elsewhere do not count.
/// </summary>
internal sealed class LoginGuard(AttemptStore attempts, SessionStore sessions, IOptions<LockoutOptions> options)
{
    private readonly IReadOnlyList<TimeSpan> _accountDelays = LockoutPolicy.Delays(options.Value.AccountFailures, options.Value.LongestWait);
    private readonly IReadOnlyList<TimeSpan> _addressDelays = LockoutPolicy.Delays(options.Value.AddressFailures, options.Value.LongestWait);

    /// <summary>Counts an attempt as failed until <see cref="SucceededAsync"/> is called.</summary>
    /// <param name="kind">Which secret is tried.</param>
    /// <param name="account">Whose; need not exist.</param>
    /// <param name="userId">The account's user, when there is one.</param>
    /// <param name="address">From where.</param>
    public async Task<GuardedAttempt> BeginAsync(SecretKind kind, string account, Guid? userId, string? address, CancellationToken cancellationToken)
    {
        var origin = LockoutPolicy.Origin(address);
        if (origin is not null
            && await attempts.BeginAsync(origin, _addressDelays, LockoutPolicy.AddressMemory, cancellationToken) is var wait && wait > TimeSpan.Zero)
        {
            return GuardedAttempt.Refused(wait);
        }

        var known = origin is not null && await sessions.KnowsAddressAsync(userId ?? Guid.Empty, address!, cancellationToken) ? address : null;
        var secret = LockoutPolicy.Secret(kind.ToString(), account, known);
        return await attempts.BeginAsync(secret, _accountDelays, LockoutPolicy.AccountMemory, cancellationToken) is var delay && delay > TimeSpan.Zero
            ? GuardedAttempt.Refused(delay)
            : new GuardedAttempt(null, secret, origin);
    }

    /// <summary>Drops the failures of others, after the owner has proved the identity in another way.</summary>
    public Task ForgetAsync(SecretKind kind, string account, CancellationToken cancellationToken) =>
        attempts.ForgetAsync(LockoutPolicy.Secret(kind.ToString(), account, knownAddress: null), cancellationToken);

    /// <summary>Withdraws an attempt that was not made.</summary>
    public async Task WithdrawAsync(GuardedAttempt attempt, CancellationToken cancellationToken)
    {
        await attempts.TakeBackAsync(attempt.Secret, cancellationToken);
        if (attempt.Origin is { } origin)
            await attempts.TakeBackAsync(origin, cancellationToken);
    }

    /// <summary>Records that the secret was right.</summary>
    public async Task SucceededAsync(GuardedAttempt attempt, CancellationToken cancellationToken)
    {
        await attempts.ForgetAsync(attempt.Secret, cancellationToken);
        if (attempt.Origin is { } origin)
            await attempts.TakeBackAsync(origin, cancellationToken); // the owner of one account must not get free guesses at others
    }
}
