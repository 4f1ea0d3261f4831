using EmailAgent.Grains.Access;
using EmailAgent.Grains.Admin;
using EmailAgent.Grains.ApiKeys;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Erasure;
using EmailAgent.Grains.Notices;
using EmailAgent.Grains.SecondFactor;
using EmailAgent.Grains.Shares;

namespace EmailAgent.Grains.Identity;

internal sealed class AccountGrain(
    UserStore users, AccountSessions sessions, OwnerProof proofs, FreshProof fresh, SecondFactors factors, PasswordHashing passwords, PasswordPolicy policy,
    NoticeOutbox outbox, ErasureStore erasures, AccountErasure erasure, ShareAudience audience, AuditTrail trail) : Grain, IAccountGrain
{
    private static readonly Problem NoSuchUser = new(ProblemCodes.NotFound, "There is no such user.");
    private static readonly Problem NoSuchSession = new(ProblemCodes.NotFound, "There is no such session.");
    private static readonly Problem LastAdmin = new(AdminProblems.LastAdmin, "This is the last administrator; make another user an administrator first.");
    private static readonly Problem ChangedMeanwhile = new(IdentityProblems.WrongPassword, "The password was changed in the meantime.", "password");

    private Guid UserId => Guid.ParseExact(this.GetPrimaryKeyString(), "N");

    public Task<IReadOnlyList<SessionAnswer>> ListSessionsAsync(Guid? callerSession, CancellationToken cancellationToken) =>
        sessions.ListAsync(UserId, callerSession, cancellationToken);

    public async Task<Outcome<Done>> ConfirmAsync(Confirmation proof, CancellationToken cancellationToken)
    {
        if (await users.FindAsync(UserId, cancellationToken) is not { } user)
            return NoSuchUser;
        return await fresh.RenewAsync(user, proof, cancellationToken) is { } refused ? refused : Done.Value;
    }

    public async Task<Outcome<Done>> EndSessionAsync(string sessionId, Guid? callerSession, CancellationToken cancellationToken)
    {
        if (!Ids.TryParse(sessionId, out var id))
            return NoSuchSession;
        if (id != callerSession && await fresh.CheckAsync(UserId, callerSession, cancellationToken) is { } refused)
            return refused;
        return await sessions.EndAsync(UserId, id, cancellationToken) ? Done.Value : NoSuchSession;
    }

    public async Task<Outcome<Done>> EndSessionsAsync(Guid? callerSession, bool revokeKeys, CancellationToken cancellationToken)
    {
        if (await fresh.CheckAsync(UserId, callerSession, cancellationToken) is { } refused)
            return refused;
        if (revokeKeys)
        {
            // First, so that who repeats a request that failed still has a session to do it with.
            await GrainFactory.GetGrain<IApiKeyringGrain>(this.GetPrimaryKeyString()).RevokeAllAsync(cancellationToken);
        }

        await sessions.EndAllAsync(UserId, cancellationToken);
        return Done.Value;
    }

    public async Task<Outcome<Done>> ChangePasswordAsync(Confirmation proof, string newPassword, CancellationToken cancellationToken)
    {
        if (await users.FindAsync(UserId, cancellationToken) is not { } user)
            return NoSuchUser;
        if (await proofs.CheckPasswordAsync(user, proof, cancellationToken) is { } refused)
            return refused.Field == "password" ? refused with { Field = "current_password" } : refused;
        if (policy.Check(newPassword, PasswordOwner.Of(user), "new_password") is { } weak)
            return weak;
        if (await passwords.HashAsync(newPassword, cancellationToken) is not { } hash)
            return PasswordHashing.TooBusy;
        if (!await sessions.ChangePasswordAsync(user.Id, user.PasswordHash, hash, proof.SessionId, cancellationToken))
            return ChangedMeanwhile;
        await outbox.RequestAsync(user.EmailKey, NoticeKinds.PasswordChanged, cancellationToken);
        return Done.Value;
    }

    public async Task<Outcome<Done>> EraseAsync(Confirmation proof, CancellationToken cancellationToken)
    {
        if (await users.FindAsync(UserId, cancellationToken) is not { } user)
            return NoSuchUser;
        if (await proofs.CheckOwnerAsync(user, proof, cancellationToken) is { } refused)
            return refused;
        var begun = await erasures.BeginAsync(UserId, AuditTrail.Entry(UserId, IdentityActions.EraseAccount), cancellationToken);
        if (begun != ErasureResult.Begun)
            return begun == ErasureResult.LastAdmin ? LastAdmin : NoSuchUser;
        await ForgetAccessAsync();
        await audience.RefreshOfAsync(UserId, CancellationToken.None);
        await erasure.WakeAsync();
        return Done.Value;
    }

    public Task<SecondFactorState> GetSecondFactorAsync(CancellationToken cancellationToken) => factors.DescribeAsync(UserId, cancellationToken);

    public async Task<Outcome<SecondFactorSecret>> ProposeSecondFactorAsync(Confirmation proof, CancellationToken cancellationToken)
    {
        if (await users.FindAsync(UserId, cancellationToken) is not { } user)
            return NoSuchUser;
        return await proofs.CheckPasswordAsync(user, proof, cancellationToken) is { } refused ? refused : await factors.ProposeAsync(user, cancellationToken);
    }

    public async Task<Outcome<RecoveryCodeList>> ConfirmSecondFactorAsync(string code, CancellationToken cancellationToken)
    {
        if (await users.FindAsync(UserId, cancellationToken) is not { } user)
            return NoSuchUser;
        var outcome = await factors.ConfirmAsync(UserId, code, cancellationToken);
        if (outcome.Value is null)
            return outcome;
        await ForgetAccessAsync();
        await trail.WriteAsync(AuditTrail.Entry(UserId, IdentityActions.SecondFactorOn), cancellationToken);
        await outbox.RequestAsync(user.EmailKey, NoticeKinds.SecondFactorOn, cancellationToken);
        return outcome;
    }

    public async Task<Outcome<Done>> RemoveSecondFactorAsync(Confirmation proof, CancellationToken cancellationToken)
    {
        if (await users.FindAsync(UserId, cancellationToken) is not { } user)
            return NoSuchUser;
        if (await proofs.CheckBothAsync(user, proof, cancellationToken) is { } refused)
            return refused;
        await factors.RemoveAsync(UserId, cancellationToken);
        await ForgetAccessAsync();
        await trail.WriteAsync(AuditTrail.Entry(UserId, IdentityActions.SecondFactorOff), cancellationToken);
        await outbox.RequestAsync(user.EmailKey, NoticeKinds.SecondFactorOff, cancellationToken);
        return Done.Value;
    }

    public async Task<Outcome<RecoveryCodeList>> RenewRecoveryCodesAsync(Confirmation proof, CancellationToken cancellationToken)
    {
        if (await users.FindAsync(UserId, cancellationToken) is not { } user)
            return NoSuchUser;
        if (await proofs.CheckBothAsync(user, proof, cancellationToken) is { } refused)
            return refused;
        var codes = await factors.RenewCodesAsync(UserId, cancellationToken);
        await trail.WriteAsync(AuditTrail.Entry(UserId, IdentityActions.RecoveryCodes), cancellationToken);
        return codes;
    }

    private Task ForgetAccessAsync() => GrainFactory.GetGrain<IAccessGrain>(this.GetPrimaryKeyString()).ForgetAsync();
}
