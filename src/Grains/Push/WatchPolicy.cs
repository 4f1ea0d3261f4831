using System.Diagnostics.CodeAnalysis;
using EmailAgent.Providers;

namespace EmailAgent.Grains.Push;

/// <summary>The rules for the renewal of watches, without I/O and without a clock.</summary>
internal static class WatchPolicy
{
    /// <summary>Interval after which a watch is renewed, as providers advise.</summary>
    public static readonly TimeSpan RenewAfter = TimeSpan.FromDays(1);

    /// <summary>Time before its expiry at which a watch is renewed in any case.</summary>
    public static readonly TimeSpan RenewBefore = TimeSpan.FromDays(1);

    /// <summary>Interval of checks for due renewals.</summary>
    public static readonly TimeSpan LookInterval = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1);

    public static bool IsDue(StoredWatch watch, DateTimeOffset now) => watch.Wanted
        && !(now < watch.NextAttemptAt)
        && (watch.RenewedAt is not { } renewed
            || watch.ExpiresAt is not { } expires
            || now >= renewed + RenewAfter
            // A watch that lives little longer than a day is renewed in the second half of its life.
            || now >= expires - Shorter(RenewBefore, (expires - renewed) / 2));

    public static bool IsActive(StoredWatch watch, DateTimeOffset now) => watch.Wanted && now < watch.ExpiresAt;

    /// <summary>
    /// Combines the wishes of all connections to an account, so that each receives what it wants. A connection that receives more syncs in
    /// vain now and then; a push does not contain its subject.
    /// </summary>
    /// <param name="wish">
    /// The wish of the connection that asks; its topic is used unless another connection wants the topic of the installation.
    /// </param>
    public static PushWish Combine(PushWish wish, IReadOnlyList<PushWish> others)
    {
        PushWish[] all = [wish, .. others];
        var topic = all.Any(one => one.Topic is null) ? null : wish.Topic;
        var labels =
            all.Any(one => one.Labels.Count == 0 || one.Excludes != wish.Excludes) ? []
            : wish.Excludes ? all.Select(one => one.Labels.AsEnumerable()).Aggregate(Enumerable.Intersect)
            : all.SelectMany(one => one.Labels).Distinct();
        string[] sorted = [.. labels.Order(StringComparer.Ordinal)];
        return new PushWish(topic, sorted, wish.Excludes && sorted.Length > 0);
    }

    /// <summary>
    /// Indicates whether a mailbox can rely on pushes: the provider pushes every change, nothing has failed, a push has arrived, and no
    /// change has arrived without one. A watch with labels announces some changes only.
    /// </summary>
    public static bool IsReliable([NotNullWhen(true)] StoredWatch? watch, DateTimeOffset now) =>
        watch is { Wish.Labels.Count: 0, Error: null, HeardAt: not null, SilentSince: null } && IsActive(watch, now);

    /// <summary>Returns the time since which expected pushes have been missing; null when none is missing.</summary>
    /// <param name="patience">Maximum delay of the push that a provider sends at once when a watch begins.</param>
    public static DateTimeOffset? SilentSince(StoredWatch watch, TimeSpan patience, DateTimeOffset now) =>
        !IsActive(watch, now) ? null
        : watch.SilentSince ?? (watch is { HeardAt: null, RenewedAt: { } renewed } && now >= renewed + patience ? renewed : null);

    /// <summary>Returns the wait after a failure: doubling from a minute to an hour.</summary>
    /// <param name="attempts">Consecutive failures before this one.</param>
    public static TimeSpan RetryDelay(int attempts) => Shorter(TimeSpan.FromMinutes(Math.Pow(2, Math.Clamp(attempts, 0, 20))), LongestDelay);

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
