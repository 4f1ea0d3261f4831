using EmailAgent.Grains.Access;
using EmailAgent.Grains.ApiKeys;
using EmailAgent.Grains.Audit;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Identity;

[StatelessWorker, Reentrant]
internal sealed class IdentityGrain(Registrations registrations, Logins logins, ExternalLoginStore externalLogins, AccountSessions sessions, SigningKeyRing keys)
    : Grain, IIdentityGrain
{
    private static readonly Problem DeletedAccount = new(ProblemCodes.NotFound, "The account was deleted.");

    public Task<Outcome<LoginStep>> RegisterAsync(RegisterRequest registration, CancellationToken cancellationToken) =>
        registrations.RegisterAsync(registration, cancellationToken);

    public Task<Outcome<LoginStep>> LoginAsync(LoginRequest credentials, CancellationToken cancellationToken) =>
        logins.LoginAsync(credentials, cancellationToken);

    public Task<Outcome<LoginStep>> CompleteLoginAsync(string challenge, string code, CancellationToken cancellationToken) =>
        logins.CompleteAsync(challenge, code, cancellationToken);

    public async Task<Outcome<UserProfile>> SignInExternallyAsync(ExternalLogin login, CancellationToken cancellationToken)
    {
        AuditEntry EntryFor(Guid userId, string action) => AuditTrail.Entry(userId, action, actorId: userId, details: ("issuer", login.Issuer));
        var signIn = await externalLogins.SignInAsync(ExternalLoginPolicy.ToStored(login), ExternalLoginPolicy.LinkKey(login), EntryFor, cancellationToken);
        if (signIn.User is not { } user)
            return DeletedAccount;
        if (signIn.Changed)
            await GrainFactory.GetGrain<IAccessGrain>(Ids.Format(user.Id)).ForgetAsync();
        foreach (var keyId in signIn.EndedKeys)
            await GrainFactory.GetGrain<IApiKeyGrain>(new ApiKeyId(user.Id, keyId).ToString()).ForgetAsync();
        return UserProfiles.From(user);
    }

    public Task<Outcome<Session>> RefreshAsync(string refreshToken, CancellationToken cancellationToken) =>
        sessions.RefreshAsync(refreshToken, cancellationToken);

    public Task LogoutAsync(string refreshToken, CancellationToken cancellationToken) => sessions.EndByTokenAsync(refreshToken, cancellationToken);

    public async Task<IReadOnlyList<PublicSigningKey>> GetSigningKeysAsync(CancellationToken cancellationToken) =>
        await keys.GetPublishedAsync(cancellationToken);
}
