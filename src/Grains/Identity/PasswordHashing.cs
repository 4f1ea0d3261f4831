using EmailAgent.Storage.Identity;
using Microsoft.AspNetCore.Identity;

namespace EmailAgent.Grains.Identity;

/// <summary>Hashes off the grain's turn, a few at a time, so that a flood of logins leaves processor time for everything else.</summary>
internal sealed class PasswordHashing : IDisposable
{
    public static readonly Problem TooBusy = new(ProblemCodes.Unavailable, "Too many logins are waiting; try again in a few seconds.");

    private const int MaxWaiting = 100;

    private static readonly UserRow Nobody = new(Guid.Empty, "", "", "", null, null, default, "", null, null);

    private readonly PasswordHasher<UserRow> _hasher = new();
    private readonly SemaphoreSlim _slots = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly Lazy<string> _hashOfNothing;
    private int _waiting;

    public PasswordHashing() => _hashOfNothing = new Lazy<string>(() => _hasher.HashPassword(Nobody, Guid.NewGuid().ToString()));

    /// <returns>Null when too many are waiting already.</returns>
    public Task<string?> HashAsync(string password, CancellationToken cancellationToken) =>
        RunAsync(() => _hasher.HashPassword(Nobody, password), cancellationToken);

    /// <summary>Takes the same time for an account that does not exist or has no password.</summary>
    /// <returns>Null when too many are waiting already.</returns>
    public Task<PasswordCheck?> VerifyAsync(UserRow? user, string password, CancellationToken cancellationToken) =>
        // One that is longer than any that was accepted cannot match, and must not make hashing dear.
        password.Length > PasswordPolicy.MaxLength * 2
            ? RunAsync(() => Verify(null, ""), cancellationToken)
            : RunAsync(() => Verify(user, password), cancellationToken);

    public void Dispose() => _slots.Dispose();

    private PasswordCheck Verify(UserRow? user, string password)
    {
        var result = _hasher.VerifyHashedPassword(user ?? Nobody, user?.PasswordHash ?? _hashOfNothing.Value, password);
        return new PasswordCheck(
            user?.PasswordHash is not null && result != PasswordVerificationResult.Failed,
            user?.PasswordHash is not null && result == PasswordVerificationResult.SuccessRehashNeeded ? _hasher.HashPassword(user, password) : null);
    }

    private async Task<T?> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
        where T : class
    {
        if (Interlocked.Increment(ref _waiting) > MaxWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            return null;
        }

        try
        {
            await _slots.WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        try
        {
            return await Task.Run(work, cancellationToken);
        }
        finally
        {
            _slots.Release();
        }
    }
}
