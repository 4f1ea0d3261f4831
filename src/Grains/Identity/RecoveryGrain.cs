using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Lockout;
using EmailAgent.Grains.Notices;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Identity;

[StatelessWorker, Reentrant]
internal sealed class RecoveryGrain(
    UserStore users, AccountTokens tokens, AccountSessions sessions, PasswordHashing passwords, PasswordPolicy policy, NoticeOutbox outbox, LoginGuard guard,
    AuditTrail trail)
    : Grain, IRecoveryGrain
{
    private static readonly Problem BadToken = new(IdentityProblems.InvalidToken, "The token is unknown, already used or expired. Request another mail.", "token");

    public Task ResendVerificationAsync(string email, CancellationToken cancellationToken) =>
        RequestAsync(email, NoticeKinds.VerifyEmail, cancellationToken);

    public async Task<Outcome<Done>> VerifyEmailAsync(string token, CancellationToken cancellationToken)
    {
        if (await tokens.TakeAsync(token, TokenPurpose.VerifyEmail, cancellationToken) is not { } userId)
            return BadToken;
        await users.MarkVerifiedAsync(userId, cancellationToken);
        await trail.WriteAsync(AuditTrail.Entry(userId, IdentityActions.VerifyEmail, actorId: userId), cancellationToken);
        return Done.Value;
    }

    public Task RequestResetAsync(string email, CancellationToken cancellationToken) =>
        RequestAsync(email, NoticeKinds.ResetPassword, cancellationToken);

    public async Task<Outcome<Done>> ResetPasswordAsync(string token, string password, CancellationToken cancellationToken)
    {
        if (await tokens.FindAsync(token, TokenPurpose.ResetPassword, cancellationToken) is not { } userId
            || await users.FindAsync(userId, cancellationToken) is not { DisabledAt: null } user)
        {
            return BadToken;
        }

        if (policy.Check(password, PasswordOwner.Of(user), "password") is { } refused)
            return refused;
        if (await passwords.HashAsync(password, cancellationToken) is not { } hash)
            return PasswordHashing.TooBusy;
        if (await tokens.TakeAsync(token, TokenPurpose.ResetPassword, cancellationToken) is null
            || !await sessions.ChangePasswordAsync(userId, oldHash: null, hash, keep: null, cancellationToken))
        {
            return BadToken;
        }

        await users.MarkVerifiedAsync(userId, cancellationToken); // the token proves access to the mailbox
        if (user.EmailKey is { } key)
            await guard.ForgetAsync(SecretKind.Login, key, cancellationToken);
        await outbox.RequestAsync(user.EmailKey, NoticeKinds.PasswordChanged, cancellationToken);
        return Done.Value;
    }

    private Task RequestAsync(string email, string kind, CancellationToken cancellationToken) =>
        EmailSyntax.IsAddress(email) ? outbox.RequestAsync(EmailSyntax.ToKey(email), kind, cancellationToken) : Task.CompletedTask;
}
