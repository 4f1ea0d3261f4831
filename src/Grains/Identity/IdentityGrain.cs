using EmailAgent.Grains.Access;
using EmailAgent.Grains.Audit;
using EmailAgent.Storage.Audit;
using EmailAgent.Storage.Identity;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Identity;

[StatelessWorker, Reentrant]
internal sealed class IdentityGrain(
    UserStore users, ExternalLoginStore externalLogins, SessionStore sessions, SigningKeyRing keys, PasswordHashing passwords, TimeProvider time) : Grain, IIdentityGrain
{
    private static readonly Problem TakenEmail = new(ProblemCodes.EmailTaken, "There is an account with this address already.", "email");
    private static readonly Problem WrongCredentials = new(ProblemCodes.InvalidCredentials, "The address or the password is wrong.");
    private static readonly Problem DisabledAccount = new(ProblemCodes.AccountDisabled, "This account is disabled; ask whoever runs this service.");
    private static readonly Problem DeletedAccount = new(ProblemCodes.NotFound, "The account was deleted.");
    private static readonly Problem BadRefreshToken = new(ProblemCodes.InvalidRefreshToken, "The refresh token is not valid (any more); log in again.");
    private static readonly Problem TooBusy = new(ProblemCodes.Unavailable, "Too many logins are waiting; try again in a few seconds.");

    public async Task<Outcome<Session>> RegisterAsync(Registration registration, CancellationToken cancellationToken)
    {
        if (RegistrationPolicy.Check(registration) is { } refused)
            return refused;

        var key = EmailSyntax.ToKey(registration.Email);
        if (await users.FindByEmailKeyAsync(key, cancellationToken) is not null)
            return TakenEmail;
        if (await passwords.HashAsync(registration.Password, cancellationToken) is not { } hash)
            return TooBusy;

        var user = new UserRow(
            Guid.NewGuid(), registration.Email, key, hash, NullIfEmpty(registration.FirstName), NullIfEmpty(registration.LastName),
            time.GetUtcNow().UtcDateTime, Roles.User, DisabledAt: null);
        return await users.InsertAsync(user, cancellationToken) ? await OpenSessionAsync(user, cancellationToken) : TakenEmail;
    }

    public async Task<Outcome<Session>> LoginAsync(Credentials credentials, CancellationToken cancellationToken)
    {
        var user = EmailSyntax.IsAddress(credentials.Email)
            ? await users.FindByEmailKeyAsync(EmailSyntax.ToKey(credentials.Email), cancellationToken)
            : null;
        // A password longer than any that was accepted is cut before hashing costs anything; it cannot match.
        var acceptable = PasswordPolicy.Check(credentials.Password) is null;
        if (await passwords.VerifyAsync(acceptable ? user : null, acceptable ? credentials.Password : "", cancellationToken) is not { } check)
            return TooBusy;
        if (user is null || !check.Matches)
            return WrongCredentials;
        if (user.DisabledAt is not null)
            return DisabledAccount;

        if (check.StrongerHash is { } stronger)
            await users.ReplacePasswordHashAsync(user.Id, user.PasswordHash!, stronger, cancellationToken);
        return await OpenSessionAsync(user, cancellationToken);
    }

    public async Task<Outcome<Session>> RefreshAsync(string refreshToken, CancellationToken cancellationToken)
    {
        if (RefreshToken.Parse(refreshToken) is not { } token)
            return BadRefreshToken;

        var now = time.GetUtcNow().UtcDateTime;
        var next = RefreshToken.Create(token.UserId);
        var rotation = await sessions.RotateAsync(token.UserId, token.Hash, next.Hash, now, now + RefreshToken.Lifetime, cancellationToken);
        if (rotation is { Result: RefreshResult.Rotated, User: { } user })
            return await IssueAsync(user, rotation.SessionId, next, cancellationToken);
        if (rotation.Result == RefreshResult.Reused)
            await ForgetAccessAsync(token.UserId);
        return BadRefreshToken;
    }

    public async Task<Outcome<UserProfile>> SignInExternallyAsync(ExternalLogin login, CancellationToken cancellationToken)
    {
        AuditEntry EntryFor(Guid userId, string action) => AuditTrail.Entry(userId, action, actorId: userId, details: ("issuer", login.Issuer));
        var (user, changed) = await externalLogins.SignInAsync(ExternalLoginPolicy.ToRow(login), ExternalLoginPolicy.LinkKey(login), EntryFor, cancellationToken);
        if (user is null)
            return DeletedAccount;
        if (changed)
            await ForgetAccessAsync(user.Id);
        return UserProfiles.From(user);
    }

    public async Task LogoutAsync(string refreshToken, CancellationToken cancellationToken)
    {
        if (RefreshToken.Parse(refreshToken) is not { } token)
            return;
        await sessions.EndAsync(token.UserId, token.Hash, time.GetUtcNow().UtcDateTime, cancellationToken);
        await ForgetAccessAsync(token.UserId);
    }

    public async Task<IReadOnlyList<PublicSigningKey>> GetSigningKeysAsync(CancellationToken cancellationToken) =>
        await keys.GetPublishedAsync(cancellationToken);

    private async Task<Outcome<Session>> OpenSessionAsync(UserRow user, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var token = RefreshToken.Create(user.Id);
        var sessionId = Guid.NewGuid();
        await sessions.OpenAsync(user.Id, sessionId, token.Hash, now, now + RefreshToken.Lifetime, cancellationToken);
        await ForgetAccessAsync(user.Id);
        return await IssueAsync(user, sessionId, token, cancellationToken);
    }

    private async Task<Session> IssueAsync(UserRow user, Guid sessionId, RefreshToken refreshToken, CancellationToken cancellationToken)
    {
        var signer = await keys.GetSignerAsync(cancellationToken);
        var accessToken = TokenIssuer.Issue(signer, user.Id, sessionId, Guid.NewGuid(), time.GetUtcNow());
        return new Session(UserProfiles.From(user), accessToken, refreshToken.Text, (int)AccessToken.Lifetime.TotalSeconds);
    }

    private Task ForgetAccessAsync(Guid userId) => GrainFactory.GetGrain<IAccessGrain>(userId.ToString("N")).ForgetAsync();

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
