using System.Collections.Concurrent;
using EmailAgent.Api.Audit;
using EmailAgent.Api.Identity.Tokens;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Identity;

namespace EmailAgent.Api.Identity;

/// <summary>Finds the user of a valid access token. Users of other issuers are remembered for a minute, unless their issuer reports a change.</summary>
internal sealed class TokenUsers(IClusterClient cluster, RefusalReporter refusals, TimeProvider time)
{
    private const int MaxRemembered = 10_000;

    private static readonly TimeSpan RememberedFor = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<ExternalLogin, (Caller Caller, DateTimeOffset SaidAt, DateTimeOffset Until)> _callers = new();

    /// <returns>The caller, not yet admitted; null when the account was deleted.</returns>
    public async ValueTask<Caller?> FindAsync(AcceptedToken token, CancellationToken cancellationToken)
    {
        if (token.Caller is { } known)
            return known;
        var (login, now) = (token.Login!, time.GetUtcNow());
        var said = login with { SaidAt = default };
        if (_callers.TryGetValue(said, out var remembered) && now < remembered.Until && login.SaidAt <= remembered.SaidAt)
            return remembered.Caller;

        var outcome = await cluster.GetGrain<IIdentityGrain>(0).SignInExternallyAsync(login, cancellationToken);
        if (outcome.Value is not { } user)
        {
            _callers.TryRemove(said, out _);
            refusals.Report(RefusalKind.Token, "account_deleted");
            return null;
        }

        if (_callers.Count >= MaxRemembered)
            _callers.Clear();
        var caller = new Caller(Guid.ParseExact(user.Id, "N"));
        _callers[said] = (caller, login.SaidAt, now + RememberedFor);
        return caller;
    }
}
