namespace EmailAgent.Grains.Connections;

/// <summary>When a token is renewed, decided without I/O and without a clock.</summary>
internal static class TokenPolicy
{
    /// <summary>Renewed this long before it expires: an outage of the sign-in service that is shorter is not noticed.</summary>
    public static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(5);

    /// <summary>Not sent any more this long before it expires: it has to be good when it arrives.</summary>
    public static readonly TimeSpan UseUntil = TimeSpan.FromSeconds(30);

    /// <summary>Wait after a renewal that failed while the token is still good.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);

    /// <summary>When to renew a token that was given now: before it expires, but a short-lived one not in the first half of its life.</summary>
    public static DateTimeOffset RenewAt(DateTimeOffset expiresAt, DateTimeOffset now)
    {
        var (early, half) = (expiresAt - RenewBefore, now + ((expiresAt - now) / 2));
        return early > half ? early : half;
    }

    public static bool IsFresh(DateTimeOffset expiresAt, DateTimeOffset now) => now < expiresAt - RenewBefore;

    public static bool IsUsable(DateTimeOffset expiresAt, DateTimeOffset now) => now < expiresAt - UseUntil;

    /// <summary>Wait before a revocation is tried again: from a minute, doubling, at most six hours.</summary>
    public static TimeSpan RevocationDelay(int attempts) => TimeSpan.FromMinutes(Math.Min(360, Math.Pow(2, Math.Clamp(attempts - 1, 0, 30))));

    /// <summary>Attempts after which tokens are revoked though their provider was not told to push no more: a quarter of an hour. Its pushes end within a week anyhow.</summary>
    public const int MostStopAttempts = 5;

    /// <summary>Attempts after which a revocation is given up: about a day.</summary>
    public const int MostRevocationAttempts = 12;
}
