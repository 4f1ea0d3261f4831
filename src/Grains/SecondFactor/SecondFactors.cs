using System.Security.Cryptography;
using EmailAgent.Grains.Identity;
using EmailAgent.Grains.Secrets;

namespace EmailAgent.Grains.SecondFactor;

/// <summary>Second factors of accounts: one authenticator each, and recovery codes.</summary>
internal sealed class SecondFactors(SecondFactorStore store, SecretProtector protector, TimeProvider time)
{
    private const string Issuer = "EmailAgent";

    private static readonly Problem WrongCode = new(IdentityProblems.WrongCode, "The code is wrong, expired or already used.", "code");
    private static readonly Problem On = new(IdentityProblems.SecondFactorOn, "The account already has a second factor; turn it off first.");
    private static readonly Problem Off = new(IdentityProblems.SecondFactorOff, "The account has no second factor.");

    public async Task<bool> IsOnAsync(Guid userId, CancellationToken cancellationToken) =>
        await store.FindAsync(userId, cancellationToken) is { ConfirmedAt: not null };

    public async Task<SecondFactorState> DescribeAsync(Guid userId, CancellationToken cancellationToken) =>
        await store.FindAsync(userId, cancellationToken) is { ConfirmedAt: { } since } row
            ? new SecondFactorState(true, new DateTimeOffset(since, TimeSpan.Zero), (int)row.CodesLeft)
            : new SecondFactorState(false, null, 0);

    /// <summary>Makes a secret; it does nothing before it is confirmed.</summary>
    public async Task<Outcome<SecondFactorSecret>> ProposeAsync(UserRow user, CancellationToken cancellationToken)
    {
        var secret = RandomNumberGenerator.GetBytes(TimeCode.SecretBytes);
        if (!await store.ProposeAsync(user.Id, protector.Protect(SecondFactorStore.SecretPurpose, secret), cancellationToken))
            return On;
        var text = Base32.Encode(secret);
        return new SecondFactorSecret(text, $"otpauth://totp/{Issuer}:{Uri.EscapeDataString(user.Email ?? Ids.Format(user.Id))}?secret={text}&issuer={Issuer}&algorithm=SHA1&digits={TimeCode.Digits}&period=30");
    }

    /// <summary>Puts the proposed secret in force, by a code that it gives.</summary>
    public async Task<Outcome<RecoveryCodeList>> ConfirmAsync(Guid userId, string code, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(userId, cancellationToken) is not { } row)
            return Off;
        if (row.ConfirmedAt is not null)
            return On;
        if (Match(row, code) is not { } step)
            return WrongCode;
        var codes = RecoveryCodes.Create();
        return await store.ConfirmAsync(userId, row.Secret, step, [.. codes.Select(RecoveryCodes.Hash)], cancellationToken) ? new RecoveryCodeList(codes) : Off;
    }

    /// <summary>Uses a code of the authenticator, or a recovery code, up.</summary>
    /// <returns>Null if it was right; <c>second_factor_off</c> when none is needed.</returns>
    public async Task<Problem?> UseAsync(Guid userId, string code, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(userId, cancellationToken) is not { ConfirmedAt: not null } row)
            return Off;
        var typed = string.Concat(code.Where(c => !char.IsWhiteSpace(c)));
        var right = typed.Length == TimeCode.Digits
            ? Match(row, typed) is { } step && await store.UseStepAsync(userId, step, cancellationToken)
            : await store.UseCodeAsync(userId, RecoveryCodes.Hash(typed), cancellationToken);
        return right ? null : WrongCode;
    }

    public async Task<RecoveryCodeList> RenewCodesAsync(Guid userId, CancellationToken cancellationToken)
    {
        var codes = RecoveryCodes.Create();
        await store.ReplaceCodesAsync(userId, [.. codes.Select(RecoveryCodes.Hash)], cancellationToken);
        return new RecoveryCodeList(codes);
    }

    public Task RemoveAsync(Guid userId, CancellationToken cancellationToken) => store.RemoveAsync(userId, cancellationToken);

    private long? Match(SecondFactorRow row, string code) => TimeCode.Match(
        protector.UnprotectBytes(SecondFactorStore.SecretPurpose, row.Secret), string.Concat(code.Where(c => !char.IsWhiteSpace(c))), time.GetUtcNow(), row.LastStep);
}
