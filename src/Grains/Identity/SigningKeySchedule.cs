namespace EmailAgent.Grains.Identity;

/// <summary>
/// When keys are made, used and forgotten. A new key is published for a while before it signs, so that every verifier knows it by
/// then, and published after it was replaced until the last token it signed has expired.
/// </summary>
internal static class SigningKeySchedule
{
    /// <summary>A key this old is replaced.</summary>
    public static readonly TimeSpan ReplaceAfter = TimeSpan.FromDays(30);

    /// <summary>A key signs from this age on; the first of all at once.</summary>
    public static readonly TimeSpan SignFrom = TimeSpan.FromHours(1);

    /// <summary>A key older than this has signed no token that is still valid.</summary>
    public static readonly TimeSpan ForgetAfter = ReplaceAfter + SignFrom + AccessToken.Lifetime + TimeSpan.FromDays(1);

    public static bool NeedsNewKey(IReadOnlyList<SigningKey> newestFirst, DateTime now) =>
        newestFirst.Count == 0 || newestFirst[0].CreatedAt <= now - ReplaceAfter;

    /// <param name="newestFirst">At least one.</param>
    /// <param name="now">UTC.</param>
    public static SigningKey SelectSigner(IReadOnlyList<SigningKey> newestFirst, DateTime now) =>
        newestFirst.FirstOrDefault(key => key.CreatedAt <= now - SignFrom) ?? newestFirst[^1];

    public static IReadOnlyList<SigningKey> SelectPublished(IReadOnlyList<SigningKey> newestFirst, DateTime now) =>
        [.. newestFirst.Where(key => key.CreatedAt > now - ForgetAfter)];
}
