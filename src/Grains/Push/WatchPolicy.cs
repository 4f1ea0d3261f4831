using System.Diagnostics.CodeAnalysis;
using EmailAgent.Storage.Push;

namespace EmailAgent.Grains.Push;

/// <summary>When a provider is asked to push, decided without I/O and without a clock.</summary>
internal static class WatchPolicy
{
    /// <summary>Watches are renewed this often, which providers advise.</summary>
    public static readonly TimeSpan RenewAfter = TimeSpan.FromDays(1);

    /// <summary>And in any case while they have this long to go.</summary>
    public static readonly TimeSpan RenewBefore = TimeSpan.FromDays(1);

    /// <summary>How often it is looked whether one is due.</summary>
    public static readonly TimeSpan LookInterval = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1);

    public static bool IsDue(StoredWatch watch, DateTimeOffset now) => watch.Wanted
        && !(now < watch.NextAttemptAt)
        && (watch.RenewedAt is not { } renewed
            || watch.ExpiresAt is not { } expires
            || now >= renewed + RenewAfter
            // One that lives shorter than a day and a bit is renewed in the second half of its life.
            || now >= expires - Shorter(RenewBefore, (expires - renewed) / 2));

    public static bool IsActive(StoredWatch watch, DateTimeOffset now) => watch.Wanted && now < watch.ExpiresAt;

    /// <summary>
    /// What a provider is asked to push so that everybody with a connection to the account gets what they want. Whoever gets more than
    /// that has a look for nothing now and then; a push does not say what it is about.
    /// </summary>
    /// <param name="wish">Of the connection that asks; its topic holds unless another wants the installation's.</param>
    /// <param name="others">Of the others.</param>
    public static WatchWish Combine(WatchWish wish, IReadOnlyList<WatchWish> others)
    {
        WatchWish[] all = [wish, .. others];
        var topic = all.Any(one => one.Topic is null) ? null : wish.Topic;
        IEnumerable<string> labels =
            all.Any(one => one.Labels.Length == 0 || one.Excludes != wish.Excludes) ? []
            : wish.Excludes ? all.Select(one => one.Labels.AsEnumerable()).Aggregate(Enumerable.Intersect)
            : all.SelectMany(one => one.Labels).Distinct();
        string[] sorted = [.. labels.Order(StringComparer.Ordinal)];
        return new WatchWish(topic, sorted, wish.Excludes && sorted.Length > 0);
    }

    /// <summary>
    /// Whether pushes alone can be waited for: the provider pushes every change, nothing has failed, a push has arrived, and no change has come without.
    /// A watch with labels tells of some changes only.
    /// </summary>
    public static bool IsReliable([NotNullWhen(true)] StoredWatch? watch, DateTimeOffset now) =>
        watch is { Wish.Labels.Length: 0, Error: null, HeardAt: not null, SilentSince: null } && IsActive(watch, now);

    /// <summary>Since when pushes should have arrived and have not; null when nothing is known against them.</summary>
    /// <param name="watch">The watch.</param>
    /// <param name="patience">How long the push may take that a provider sends as soon as it is asked to.</param>
    /// <param name="now">The time.</param>
    public static DateTimeOffset? SilentSince(StoredWatch watch, TimeSpan patience, DateTimeOffset now) =>
        !IsActive(watch, now) ? null
        : watch.SilentSince ?? (watch is { HeardAt: null, RenewedAt: { } renewed } && now >= renewed + patience ? renewed : null);

    /// <summary>Wait after a failure: doubling from a minute to an hour.</summary>
    /// <param name="attempts">Failures in a row before this one.</param>
    public static TimeSpan RetryDelay(int attempts) => Shorter(TimeSpan.FromMinutes(Math.Pow(2, Math.Clamp(attempts, 0, 20))), LongestDelay);

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
