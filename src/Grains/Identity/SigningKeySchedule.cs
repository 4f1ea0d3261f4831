namespace EmailAgent.Grains.Identity;

/// <summary>
/// Schedule for making, using and removing keys. A new key is published for a while before it signs, so that every verifier knows it
/// by then, and published after it was replaced until the last token it signed has expired.
/// </summary>
internal static class SigningKeySchedule
{
    /// <summary>Age at which a key is replaced.</summary>
    public static readonly TimeSpan ReplaceAfter = TimeSpan.FromDays(30);

    /// <summary>Age from which a key signs; the first of all signs at once.</summary>
    public static readonly TimeSpan SignFrom = TimeSpan.FromHours(1);

    /// <summary>Age at which a key has signed no token that is still valid.</summary>
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
