namespace EmailAgent.Grains.SignIn;

/// <summary>The rules for the renewal of tokens, without I/O and without a clock.</summary>
internal static class TokenPolicy
{
    /// <summary>Time before its expiry at which a token is renewed. A shorter outage of the sign-in service has no effect.</summary>
    public static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(5);

    /// <summary>Time before its expiry from which on a token is no longer sent: it must still be valid when it arrives.</summary>
    public static readonly TimeSpan UseUntil = TimeSpan.FromSeconds(30);

    /// <summary>Wait after a failed renewal while the token is still valid.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Returns the time to renew a token that was issued now: before it expires, but a short-lived one not in the first half of its life.
    /// </summary>
    public static DateTimeOffset RenewAt(DateTimeOffset expiresAt, DateTimeOffset now)
    {
        var (early, half) = (expiresAt - RenewBefore, now + ((expiresAt - now) / 2));
        return early > half ? early : half;
    }

    public static bool IsFresh(DateTimeOffset expiresAt, DateTimeOffset now) => now < expiresAt - RenewBefore;

    public static bool IsUsable(DateTimeOffset expiresAt, DateTimeOffset now) => now < expiresAt - UseUntil;

    /// <summary>Returns the wait before a revocation is retried: from a minute, doubling, at most six hours.</summary>
    public static TimeSpan RevocationDelay(int attempts) => TimeSpan.FromMinutes(Math.Min(360, Math.Pow(2, Math.Clamp(attempts - 1, 0, 30))));

    /// <summary>
    /// Attempts after which tokens are revoked although the provider did not confirm the end of its pushes: a quarter of an hour. Its
    /// pushes end within a week anyway.
    /// </summary>
    public const int MostStopAttempts = 5;

    /// <summary>Attempts after which a revocation is abandoned: about a day.</summary>
    public const int MostRevocationAttempts = 12;
}
