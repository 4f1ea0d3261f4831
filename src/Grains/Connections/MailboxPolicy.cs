using EmailAgent.Providers;
using EmailAgent.Providers.OAuth;
using EmailAgent.Storage.Connections;

namespace EmailAgent.Grains.Connections;

/// <summary>What to do next with a mailbox, decided without I/O and without a clock.</summary>
internal static class MailboxPolicy
{
    /// <summary>Doubles with each failure up to the longest, then varied by a quarter up or down so that mailboxes of one server do not come back together.</summary>
    /// <param name="options">The first and the longest wait.</param>
    /// <param name="failures">Failures in a row, from 1.</param>
    /// <param name="chance">A random number from 0 up to but not including 1.</param>
    public static TimeSpan RetryDelay(MailboxOptions options, int failures, double chance)
    {
        var doubled = options.FirstRetry * Math.Pow(2, Math.Clamp(failures - 1, 0, 30));
        var capped = doubled < options.LongestRetry ? doubled : options.LongestRetry;
        return capped * (0.75 + (chance / 2));
    }

    public static PullScope NextScope(TimeSpan reconcile, DateTimeOffset now, DateTimeOffset due, DateTimeOffset lastReconcile, bool woken) =>
        now - lastReconcile >= reconcile ? PullScope.Reconcile
        : woken || now >= due ? PullScope.All
        : PullScope.Pushed;

    /// <summary>Seconds until the initial sync is done at the pace so far; null while there is no pace to go by.</summary>
    public static int? Eta(long syncedAtStart, long syncedNow, long total, TimeSpan elapsed)
    {
        var done = syncedNow - syncedAtStart;
        var left = total - syncedNow;
        return left <= 0 ? 0
            : done <= 0 || elapsed <= TimeSpan.Zero ? null
            : (int)Math.Min(int.MaxValue, Math.Ceiling(left / (done / elapsed.TotalSeconds)));
    }

    /// <summary>The status of a mailbox whose provider does not accept its secret any more.</summary>
    public static string RefusedStatus(string provider) =>
        OAuthService.For(provider) is null ? ConnectionStatus.AuthenticationFailed : ConnectionStatus.NeedsSignIn;

    /// <summary>Whether nothing is tried before the owner has given a new secret.</summary>
    public static bool WaitsForOwner(string status) => status is ConnectionStatus.AuthenticationFailed or ConnectionStatus.NeedsSignIn;

    /// <summary>What the owner should do, in words; null when nothing.</summary>
    public static string? NextStep(string provider, string status, PushHealth? pushes) => status switch
    {
        ConnectionStatus.AuthenticationFailed => "Enter the mailbox's current password: PATCH the connection with it.",
        ConnectionStatus.NeedsSignIn => $"Sign in again: POST /api/v1/connections/{provider}/auth-url, and open the url it answers.",
        ConnectionStatus.Error => "Nothing: it is tried again by itself. Check host and port if this lasts.",
        _ when pushes is { Error: { } error } =>
            $"Have the provider push again: POST /api/v1/{provider}/watch/start, once this is mended: {error} Until then news comes with the poll.",
        _ when pushes is { SilentSince: not null } =>
            $"Let pushes through: the provider sends them, and they do not arrive at this installation's /webhooks/{provider}. Until then news comes with the poll.",
        _ => null,
    };

    /// <summary>Why a connection was not stored; null when it was.</summary>
    public static Problem? ToProblem(InsertConnectionResult inserted) => inserted switch
    {
        InsertConnectionResult.AlreadyConnected => new Problem(ProblemCodes.AlreadyConnected, "This mailbox is connected already."),
        InsertConnectionResult.UserGone => new Problem(ProblemCodes.NotFound, "The account does not exist any more."),
        InsertConnectionResult.TooMany => new Problem(ProblemCodes.TooMany, "As many mailboxes as possible are connected; remove one first."),
        _ => null,
    };

    public static string ErrorCode(ProviderFailure failure) => failure switch
    {
        ProviderFailure.Authentication => ProblemCodes.AuthenticationFailed,
        _ => ProblemCodes.ConnectionFailed,
    };
}
