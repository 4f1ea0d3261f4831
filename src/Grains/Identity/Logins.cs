using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Lockout;
using EmailAgent.Grains.SecondFactor;

namespace EmailAgent.Grains.Identity;

/// <summary>Login of account owners: by the password, and if there is a second factor by a code of it, too.</summary>
internal sealed class Logins(
    UserStore users, AccountSessions sessions, PasswordHashing passwords, AccountPolicy policy, AccountTokens tokens, SecondFactors factors, LoginGuard guard,
    AuditTrail trail)
{
    public static readonly Problem WrongCredentials = new(IdentityProblems.InvalidCredentials, "The address or the password is wrong.");
    private static readonly Problem BadChallenge = new(IdentityProblems.InvalidToken, "The login is unknown, already finished or expired. Start again with the password.", "challenge_token");

    public async Task<Outcome<LoginStep>> LoginAsync(LoginRequest credentials, CancellationToken cancellationToken)
    {
        var key = EmailSyntax.ToKey(credentials.Email);
        var user = EmailSyntax.IsAddress(credentials.Email) ? await users.FindByEmailKeyAsync(key, cancellationToken) : null;
        var attempt = await guard.BeginAsync(SecretKind.Login, key, user?.Id, Device.Current.Address, cancellationToken);
        if (attempt.Refusal is { } wait)
            return await RefuseAsync(user?.Id, wait, cancellationToken);
        if (await passwords.VerifyAsync(user, credentials.Password, cancellationToken) is not { } check)
        {
            await guard.WithdrawAsync(attempt, cancellationToken);
            return PasswordHashing.TooBusy;
        }

        if (user is null || !check.Matches)
            return await RefuseAsync(user?.Id, WrongCredentials, cancellationToken);
        await guard.SucceededAsync(attempt, cancellationToken);
        if (policy.Refuse(user) is { } refused)
            return await RefuseAsync(user.Id, refused, cancellationToken);
        if (check.StrongerHash is { } stronger && await users.ReplacePasswordHashAsync(user.Id, user.PasswordHash!, stronger, cancellationToken))
            user = user with { PasswordHash = stronger };
        return await factors.IsOnAsync(user.Id, cancellationToken)
            ? LoginStep.Ask(await ChallengeAsync(user.Id, cancellationToken))
            : await OpenAsync(user, cancellationToken);
    }

    public async Task<Outcome<LoginStep>> CompleteAsync(string challenge, string code, CancellationToken cancellationToken)
    {
        if (await tokens.FindAsync(challenge, TokenPurpose.SecondFactor, cancellationToken) is not { } userId
            || await users.FindAsync(userId, cancellationToken) is not { } user)
        {
            return BadChallenge;
        }

        if (policy.Refuse(user) is { } refused)
            return refused;
        var attempt = await guard.BeginAsync(SecretKind.Code, Ids.Format(userId), userId, Device.Current.Address, cancellationToken);
        if (attempt.Refusal is { } wait)
            return await RefuseAsync(userId, wait, cancellationToken);
        if (await factors.UseAsync(userId, code, cancellationToken) is { } wrong)
            return await RefuseAsync(userId, wrong, cancellationToken);
        await guard.SucceededAsync(attempt, cancellationToken);
        return await tokens.TakeAsync(challenge, TokenPurpose.SecondFactor, cancellationToken) is null
            ? BadChallenge
            : await OpenAsync(user, cancellationToken);
    }

    private async Task<Problem> RefuseAsync(Guid? userId, Problem problem, CancellationToken cancellationToken)
    {
        await trail.RecordAsync(AuditTrail.Entry(userId, IdentityActions.Login, outcome: AuditOutcome.Refused, details: ("reason", problem.Code)), cancellationToken);
        return problem;
    }

    private async Task<SecondFactorChallenge> ChallengeAsync(Guid userId, CancellationToken cancellationToken) => new(
        await tokens.IssueAsync(userId, TokenPurpose.SecondFactor, cancellationToken), (int)TokenPurpose.SecondFactor.Lifetime.TotalSeconds);

    private async Task<Outcome<LoginStep>> OpenAsync(UserRow user, CancellationToken cancellationToken) =>
        await sessions.OpenAsync(user, cancellationToken) is { } session ? LoginStep.Into(session) : WrongCredentials;
}
