using System.Text.Json;
using EmailAgent.Providers;

namespace EmailAgent.Grains.Connections;

/// <summary>The decisions about a mailbox's next step, without I/O and without a clock.</summary>
internal static class MailboxPolicy
{
    private const int MostFailuresWithProgress = 3;
    private const int StepsAheadWhenRefused = 3;

    /// <summary>
    /// The minimum time that a session must live before earlier failures are forgotten, as a multiple of the first wait: most failures
    /// after a login come within seconds.
    /// </summary>
    private const int ShortestSettling = 5;

    /// <summary>
    /// Returns the wait before a retry: doubles with each failure up to the longest, then varies by a quarter up or down, so that mailboxes
    /// of one server do not return together.
    /// </summary>
    /// <param name="options">The first and the longest wait.</param>
    /// <param name="failures">Consecutive failures, from 1.</param>
    /// <param name="chance">A random number in [0, 1).</param>
    public static TimeSpan RetryDelay(MailboxOptions options, int failures, double chance) =>
        Doubled(options.FirstRetry, options.LongestRetry, failures) * (0.75 + (chance / 2));

    /// <summary>Returns the wait before the next attempt to open a session: the one that the server requested, unless our own is longer.</summary>
    /// <param name="retryAfter">The wait that the server requested; null if none.</param>
    public static TimeSpan RetryDelay(MailboxOptions options, int failures, TimeSpan? retryAfter, double chance)
    {
        var own = RetryDelay(options, failures, chance);
        return retryAfter is { } asked && asked > own ? asked * (1 + (chance / 10)) : own;
    }

    /// <summary>
    /// Counts a failed session. After a session that lived for <see cref="SettlingTime"/>, earlier failures are forgotten, so that waits
    /// grow for a server that fails soon after each login. A session that brought in messages keeps the next wait short.
    /// </summary>
    /// <param name="failures">Consecutive failures before it.</param>
    /// <param name="lived">The lifetime of the session; zero when it could not be opened.</param>
    /// <param name="isBusy">
    /// Indicates whether the server requested fewer commands; earlier failures then count however long the session lived.
    /// </param>
    /// <param name="hasProgressed">Indicates whether the session brought in messages.</param>
    public static int CountFailure(MailboxOptions options, int failures, TimeSpan lived, bool isBusy, bool hasProgressed) =>
        failures == 0 || (!isBusy && lived >= SettlingTime(options, failures)) ? 1
        : hasProgressed ? Math.Min(failures + 1, MostFailuresWithProgress)
        : failures + 1;

    /// <summary>
    /// Indicates whether a failure concerns only the messages that were being requested again, so that the connection is not reported as
    /// failing.
    /// </summary>
    /// <param name="isRetrying">Indicates whether messages were being requested that may end the connection.</param>
    public static bool IsOfTheMessages(ProviderFailure failure, bool isRetrying) => isRetrying && failure is (ProviderFailure.Unreachable or ProviderFailure.Protocol);

    /// <summary>
    /// Returns the wait before an outstanding message or folder is requested again: doubles with each attempt up to the longest, varied by
    /// a quarter up or down. Permanent refusals start with a longer wait.
    /// </summary>
    /// <param name="attempts">Failed attempts, from 1.</param>
    /// <param name="chance">A random number in [0, 1).</param>
    public static TimeSpan OutstandingDelay(MailboxOptions options, int attempts, OutstandingReason reason, double chance)
    {
        var steps = reason == OutstandingReason.Refused ? attempts + StepsAheadWhenRefused : attempts;
        return Doubled(options.FirstOutstandingRetry, options.LongestOutstandingRetry, steps) * (0.75 + (chance / 2));
    }

    /// <summary>Returns how long a session must live before earlier failures are forgotten: as long as the wait before it, and at least five first waits.</summary>
    public static TimeSpan SettlingTime(MailboxOptions options, int failures)
    {
        var (waited, shortest) = (Doubled(options.FirstRetry, options.LongestRetry, failures), options.FirstRetry * ShortestSettling);
        return waited > shortest ? waited : shortest;
    }

    private static TimeSpan Doubled(TimeSpan first, TimeSpan longest, int attempts)
    {
        var doubled = first * Math.Pow(2, Math.Clamp(attempts - 1, 0, 30));
        return doubled < longest ? doubled : longest;
    }

    public static PullScope NextScope(TimeSpan reconcile, DateTimeOffset now, DateTimeOffset due, DateTimeOffset lastReconcile, bool woken) =>
        now - lastReconcile >= reconcile ? PullScope.Reconcile
        : woken || now >= due ? PullScope.All
        : PullScope.Pushed;

    /// <summary>Returns the seconds until the initial sync is done at the pace so far; null while the pace is unknown.</summary>
    public static int? Eta(long syncedAtStart, long syncedNow, long total, TimeSpan elapsed)
    {
        var done = syncedNow - syncedAtStart;
        var left = total - syncedNow;
        return left <= 0 ? 0
            : done <= 0 || elapsed <= TimeSpan.Zero ? null
            : (int)Math.Min(int.MaxValue, Math.Ceiling(left / (done / elapsed.TotalSeconds)));
    }

    /// <summary>Returns the status of a mailbox whose provider no longer accepts its secret.</summary>
    public static string RefusedStatus(string provider) =>
        ProviderCatalog.For(provider)?.SignIn is null ? ConnectionStatus.AuthenticationFailed : ConnectionStatus.NeedsSignIn;

    /// <summary>Indicates whether no attempt is made before the owner has provided a new secret.</summary>
    public static bool WaitsForOwner(string status) => status is ConnectionStatus.AuthenticationFailed or ConnectionStatus.NeedsSignIn;

    /// <summary>Returns the owner's next step, in words; null when there is none.</summary>
    /// <param name="unreadable">Messages and folders that the server does not deliver.</param>
    public static string? NextStep(string provider, string status, PushHealth? pushes, long unreadable) => status switch
    {
        ConnectionStatus.AuthenticationFailed => "Enter the mailbox's current password: PATCH the connection with it.",
        ConnectionStatus.NeedsSignIn => $"Sign in again: POST /api/v1/connections/{provider}/auth-url, and open the url in the answer.",
        ConnectionStatus.Error => "Nothing: it is retried automatically. Check host and port if this persists.",
        _ when pushes is { Error: { } error } =>
            $"Restart push by POST /api/v1/{provider}/watch/start, once this is fixed: {error} Until then the mailbox is polled.",
        _ when pushes is { SilentSince: not null } =>
            $"Let pushes through: the provider sends them, but they do not arrive at this installation's /webhooks/{provider}. Until then the mailbox is polled.",
        _ when unreadable > 0 =>
            "Nothing: what the server does not deliver is retried automatically. If this persists, open it in another mail program, and have the server's administrator repair or delete it.",
        _ => null,
    };

    /// <summary>Returns the reason why a connection was not stored; null when it was.</summary>
    public static Problem? ToProblem(InsertConnectionResult inserted) => inserted switch
    {
        InsertConnectionResult.AlreadyConnected => new Problem(ConnectionProblems.AlreadyConnected, "This mailbox is connected already."),
        InsertConnectionResult.UserGone => new Problem(ProblemCodes.NotFound, "The account no longer exists."),
        InsertConnectionResult.TooMany => new Problem(ProblemCodes.TooMany, "The limit of connected mailboxes is reached; disconnect one first."),
        _ => null,
    };

    /// <summary>Identifies the server of a connection, as far as connections can share it: the provider, and the host where there is one.</summary>
    public static string Server(string provider, string settings)
    {
        using var document = JsonDocument.Parse(settings);
        return document.RootElement.TryGetProperty("host", out var host) ? $"{provider} {host}" : provider;
    }

    public static string ErrorCode(ProviderFailure failure) => failure switch
    {
        ProviderFailure.Authentication => ConnectionProblems.AuthenticationFailed,
        _ => ConnectionProblems.ConnectionFailed,
    };
}
