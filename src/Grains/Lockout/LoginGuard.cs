using EmailAgent.Storage.Identity;
using EmailAgent.Storage.Lockout;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Lockout;

/// <summary>
/// Slows guessing down, by account and by address, in the same way whether or not there is an account. Sessions that are open go on, and
/// where the owner has logged in before, failures elsewhere do not count.
/// </summary>
internal sealed class LoginGuard(AttemptStore attempts, SessionStore sessions, IOptions<LockoutOptions> options)
{
    private readonly IReadOnlyList<TimeSpan> _accountDelays = LockoutPolicy.Delays(options.Value.AccountFailures, options.Value.LongestWait);
    private readonly IReadOnlyList<TimeSpan> _addressDelays = LockoutPolicy.Delays(options.Value.AddressFailures, options.Value.LongestWait);

    /// <summary>Counts an attempt, as failed until <see cref="SucceededAsync"/> says otherwise.</summary>
    /// <param name="kind">Which secret is tried.</param>
    /// <param name="account">Whose; need not exist.</param>
    /// <param name="userId">The account's user, when there is one.</param>
    /// <param name="address">From where.</param>
    /// <param name="cancellationToken">Gives up.</param>
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

    /// <summary>The owner has proved otherwise who it is: failures of others do not count any more.</summary>
    public Task ForgetAsync(SecretKind kind, string account, CancellationToken cancellationToken) =>
        attempts.ForgetAsync(LockoutPolicy.Secret(kind.ToString(), account, knownAddress: null), cancellationToken);

    /// <summary>The attempt was not made.</summary>
    public async Task WithdrawAsync(GuardedAttempt attempt, CancellationToken cancellationToken)
    {
        await attempts.TakeBackAsync(attempt.Secret, cancellationToken);
        if (attempt.Origin is { } origin)
            await attempts.TakeBackAsync(origin, cancellationToken);
    }

    /// <summary>The secret was right.</summary>
    public async Task SucceededAsync(GuardedAttempt attempt, CancellationToken cancellationToken)
    {
        await attempts.ForgetAsync(attempt.Secret, cancellationToken);
        if (attempt.Origin is { } origin)
            await attempts.TakeBackAsync(origin, cancellationToken); // who has one account must not guess at others for free
    }
}
