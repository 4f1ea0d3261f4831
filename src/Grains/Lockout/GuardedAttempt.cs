namespace EmailAgent.Grains.Lockout;

/// <summary>An attempt that was counted, or must not be made.</summary>
/// <param name="Refusal">Set when it must not be made.</param>
internal sealed record GuardedAttempt(Problem? Refusal, byte[] Secret, byte[]? Origin)
{
    public static GuardedAttempt Refused(TimeSpan wait) => new(
        new Problem(ProblemCodes.TooManyAttempts, "Too many attempts have failed; wait before the next one.", RetryAfter: (int)Math.Ceiling(wait.TotalSeconds)), [], null);
}
