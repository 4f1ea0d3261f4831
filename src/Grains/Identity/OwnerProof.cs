using EmailAgent.Grains.Lockout;
using EmailAgent.Grains.SecondFactor;

namespace EmailAgent.Grains.Identity;

/// <summary>Requires signed-in callers to prove their identity before actions that a stolen session must not do.</summary>
internal sealed class OwnerProof(PasswordHashing passwords, SecondFactors factors, LoginGuard guard)
{
    private static readonly Problem WrongPassword = new(IdentityProblems.WrongPassword, "The password is wrong.", "password");
    private static readonly Problem NoPassword = new(ProblemCodes.Invalid, "The password is required.", "password");
    private static readonly Problem NoCode = new(ProblemCodes.Invalid, "A code of the second factor is required.", "code");

    /// <summary>Asks for the password.</summary>
    public Task<Problem?> CheckPasswordAsync(UserRow user, Confirmation proof, CancellationToken cancellationToken) =>
        GuardAsync(user, proof, () => ComparePasswordAsync(user, proof.Password ?? "", cancellationToken), cancellationToken);

    /// <summary>Asks for the password and for a code of the second factor, which has to be on.</summary>
    public Task<Problem?> CheckBothAsync(UserRow user, Confirmation proof, CancellationToken cancellationToken) => GuardAsync(
        user,
        proof,
        async () => await ComparePasswordAsync(user, proof.Password ?? "", cancellationToken) ?? await factors.UseAsync(user.Id, proof.Code ?? "", cancellationToken),
        cancellationToken);

    /// <summary>
    /// Requires the password if there is one, and a code if the second factor is on. An owner without a password signed in with
    /// another issuer.
    /// </summary>
    public async Task<Problem?> CheckOwnerAsync(UserRow user, Confirmation proof, CancellationToken cancellationToken)
    {
        if (proof.Password is null && user.PasswordHash is not null)
            return NoPassword;
        var needsCode = await factors.IsOnAsync(user.Id, cancellationToken);
        if (needsCode && proof.Code is null)
            return NoCode;
        return await GuardAsync(
            user,
            proof,
            async () => (proof.Password is { } password ? await ComparePasswordAsync(user, password, cancellationToken) : null)
                ?? (needsCode ? await factors.UseAsync(user.Id, proof.Code!, cancellationToken) : null),
            cancellationToken);
    }

    private async Task<Problem?> GuardAsync(UserRow user, Confirmation proof, Func<Task<Problem?>> compare, CancellationToken cancellationToken)
    {
        var attempt = await guard.BeginAsync(SecretKind.Confirmation, Ids.Format(user.Id), user.Id, Device.Current.Address, cancellationToken);
        if (attempt.Refusal is { } wait)
            return wait;
        if (await compare() is { } wrong)
        {
            if (wrong == PasswordHashing.TooBusy)
                await guard.WithdrawAsync(attempt, cancellationToken);
            return wrong;
        }

        await guard.SucceededAsync(attempt, cancellationToken);
        return null;
    }

    private async Task<Problem?> ComparePasswordAsync(UserRow user, string password, CancellationToken cancellationToken) =>
        await passwords.VerifyAsync(user, password, cancellationToken) is not { } check ? PasswordHashing.TooBusy
        : check.Matches ? null
        : WrongPassword;
}
