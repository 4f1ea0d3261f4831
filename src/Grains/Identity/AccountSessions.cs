using EmailAgent.Grains.Access;
using EmailAgent.Grains.Audit;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Identity;

/// <summary>Opens, renews and ends sessions; the user's <see cref="IAccessGrain"/> is updated before any caller gets an answer.</summary>
internal sealed class AccountSessions(SessionStore sessions, SigningKeyRing keys, IGrainFactory grains, IOptions<AccountOptions> options, TimeProvider time)
{
    /// <summary>Time for which a refresh token can be exchanged for the next one, within <see cref="AccountOptions.SessionLifetime"/>.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    private static readonly Problem BadRefreshToken = new(IdentityProblems.InvalidRefreshToken, "The refresh token is invalid or expired; log in again.");

    /// <param name="user">As read when the password was found right.</param>
    /// <returns>Null if the account has been closed or given another password since it was read.</returns>
    public async Task<Session?> OpenAsync(UserRow user, CancellationToken cancellationToken)
    {
        if (user.PasswordHash is not { } passwordHash)
            return null;
        var now = Now;
        var (token, device) = (OwnedToken.Create(user.Id), Device.Current);
        var session = new NewSession(user.Id, Guid.NewGuid(), token.Hash, passwordHash, device.UserAgent, device.Address);
        if (!await sessions.OpenAsync(session, now, now + (Lifetime < Longest ? Lifetime : Longest), Entry(user.Id, IdentityActions.Login), cancellationToken))
            return null;
        await ForgetAccessAsync(user.Id);
        return await IssueAsync(user, session.Id, token, cancellationToken);
    }

    public async Task<Outcome<Session>> RefreshAsync(string refreshToken, CancellationToken cancellationToken)
    {
        if (OwnedToken.Parse(refreshToken) is not { } token)
            return BadRefreshToken;

        var now = Now;
        var next = OwnedToken.Create(token.UserId);
        var exchange = new RefreshExchange(token.Hash, next.Hash, token.Conceal(next), Device.Current);
        var rotation = await sessions.RotateAsync(token.UserId, exchange, now, now + Lifetime, Longest, Entry(token.UserId, IdentityActions.RefreshReuse), cancellationToken);
        if (rotation is { Result: RefreshResult.Rotated or RefreshResult.Repeated, User: { } user })
            return await IssueAsync(user, rotation.SessionId, rotation.Successor is { } successor ? token.Reveal(successor) : next, cancellationToken);
        if (rotation.Result == RefreshResult.Reused)
            await ForgetAccessAsync(token.UserId);
        return BadRefreshToken;
    }

    public Task<IReadOnlyList<SessionAnswer>> ListAsync(Guid userId, Guid? current, CancellationToken cancellationToken) =>
        sessions.ListAsync(userId, current, time.GetUtcNow(), cancellationToken);

    /// <summary>Ends the session that a refresh token belongs to; any other text changes nothing.</summary>
    public async Task EndByTokenAsync(string refreshToken, CancellationToken cancellationToken)
    {
        if (OwnedToken.Parse(refreshToken) is not { } token)
            return;
        await sessions.EndAsync(token.UserId, token.Hash, Now, Entry(token.UserId, IdentityActions.Logout), cancellationToken);
        await ForgetAccessAsync(token.UserId);
    }

    /// <returns>False if the user has no such session that is open.</returns>
    public async Task<bool> EndAsync(Guid userId, Guid sessionId, CancellationToken cancellationToken)
    {
        var ended = await sessions.EndAsync(userId, sessionId, Now, Entry(userId, IdentityActions.Logout), cancellationToken);
        await ForgetAccessAsync(userId);
        return ended;
    }

    public async Task EndAllAsync(Guid userId, CancellationToken cancellationToken)
    {
        await sessions.EndAllAsync(userId, Now, Entry(userId, IdentityActions.Logout), cancellationToken);
        await ForgetAccessAsync(userId);
    }

    /// <inheritdoc cref="SessionStore.ChangePasswordAsync"/>
    public async Task<bool> ChangePasswordAsync(Guid userId, string? oldHash, string newHash, Guid? keep, CancellationToken cancellationToken)
    {
        var entry = Entry(userId, oldHash is null ? IdentityActions.ResetPassword : IdentityActions.ChangePassword);
        var changed = await sessions.ChangePasswordAsync(userId, oldHash, newHash, keep, Now, entry, cancellationToken);
        await ForgetAccessAsync(userId);
        return changed;
    }

    private TimeSpan Longest => options.Value.SessionLifetime;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private async Task<Session> IssueAsync(UserRow user, Guid sessionId, OwnedToken refreshToken, CancellationToken cancellationToken)
    {
        var signer = await keys.GetSignerAsync(cancellationToken);
        var accessToken = TokenIssuer.Issue(signer, user.Id, sessionId, Guid.NewGuid(), time.GetUtcNow());
        return new Session(UserProfiles.From(user), accessToken, refreshToken.Text, (int)AccessToken.Lifetime.TotalSeconds);
    }

    // A caller with the secret that triggers the change counts as the user.
    private static AuditEntry Entry(Guid userId, string action) => AuditTrail.Entry(userId, action, actorId: userId);

    private Task ForgetAccessAsync(Guid userId) => grains.GetGrain<IAccessGrain>(userId.ToString("N")).ForgetAsync();
}
