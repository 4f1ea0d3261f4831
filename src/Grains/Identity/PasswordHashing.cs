using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Identity;

/// <summary>Hashes off the grain's turn, a few at a time, so that a flood of logins leaves processor time for everything else.</summary>
internal sealed class PasswordHashing : IDisposable
{
    public static readonly Problem TooBusy = new(ProblemCodes.Unavailable, "Too many logins at a time; try again in a few seconds.");

    private const int MaxWaiting = 100;

    /// <summary>
    /// OWASP's advice for PBKDF2-HMAC-SHA512, as OWASP ASVS 5, 11.4.2 requires; the framework's default is 100,000. No configuration
    /// changes it.
    /// </summary>
    public const int Rounds = 210_000;

    // Their position in version 3 of the framework's format: a byte for the version and four for the function precede them.
    private const int RoundsOffset = 5;
    private const int SaltLength = 16;
    private const int HashLength = 32;

    private static readonly UserRow Nobody = new(Guid.Empty, "", "", "", null, null, default, "", null, null);

    private readonly PasswordHasher<UserRow> _hasher;
    private readonly int _rounds;
    private readonly SemaphoreSlim _slots = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly Lazy<string> _hashOfNothing;
    private int _waiting;

    public PasswordHashing(IOptions<PasswordHasherOptions> options)
    {
        _hasher = new PasswordHasher<UserRow>(options);
        _rounds = options.Value.IterationCount;
        _hashOfNothing = new Lazy<string>(() => _hasher.HashPassword(Nobody, Guid.NewGuid().ToString()));
    }

    /// <returns>Null if too many are waiting already.</returns>
    public Task<string?> HashAsync(string password, CancellationToken cancellationToken) =>
        RunAsync(() => _hasher.HashPassword(Nobody, password), cancellationToken);

    /// <summary>Takes the same time for an account that does not exist or has no password.</summary>
    /// <returns>Null if too many are waiting already.</returns>
    public Task<PasswordCheck?> VerifyAsync(UserRow? user, string password, CancellationToken cancellationToken) =>
        // One that is longer than any that was accepted cannot match, and must not make hashing dear.
        password.Length > PasswordPolicy.MaxLength * 2
            ? RunAsync(() => Verify(null, ""), cancellationToken)
            : RunAsync(() => Verify(user, password), cancellationToken);

    public void Dispose() => _slots.Dispose();

    private PasswordCheck Verify(UserRow? user, string password)
    {
        var hash = user?.PasswordHash ?? _hashOfNothing.Value;
        var result = _hasher.VerifyHashedPassword(user ?? Nobody, hash, password);
        if (result == PasswordVerificationResult.Failed)
            MakeUp(hash, password);
        return new PasswordCheck(
            user?.PasswordHash is not null && result != PasswordVerificationResult.Failed,
            user?.PasswordHash is not null && result == PasswordVerificationResult.SuccessRehashNeeded ? _hasher.HashPassword(user, password) : null);
    }

    // A hash from before the rounds were raised compares faster, which would reveal that the account exists.
    private void MakeUp(string hash, string password)
    {
        var missing = _rounds - BinaryPrimitives.ReadInt32BigEndian(Convert.FromBase64String(hash).AsSpan(RoundsOffset));
        if (missing > 0)
            Rfc2898DeriveBytes.Pbkdf2(password, new byte[SaltLength], missing, HashAlgorithmName.SHA512, HashLength);
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
