namespace EmailAgent.Grains.Identity;

/// <summary>The password was right; a code of the second factor is missing.</summary>
/// <param name="Token">Goes with the code.</param>
/// <param name="ExpiresIn">Seconds.</param>
[GenerateSerializer, Immutable, Alias("second-factor-challenge")]
public sealed record SecondFactorChallenge(
    [property: Id(0)] string Token,
    [property: Id(1)] int ExpiresIn);

/// <param name="Since">When it was switched on.</param>
/// <param name="RecoveryCodesLeft">That have not been used.</param>
[GenerateSerializer, Immutable, Alias("second-factor-state")]
public sealed record SecondFactorState(
    [property: Id(0)] bool Enabled,
    [property: Id(1)] DateTimeOffset? Since,
    [property: Id(2)] int RecoveryCodesLeft);

/// <summary>What an authenticator needs; shown once.</summary>
/// <param name="Secret">Base32, to type.</param>
/// <param name="OtpauthUri">The same, to show as a QR code.</param>
[GenerateSerializer, Immutable, Alias("second-factor-secret")]
public sealed record SecondFactorSecret(
    [property: Id(0)] string Secret,
    [property: Id(1)] string OtpauthUri);

/// <summary>Codes for when the authenticator is lost, each good once; shown once.</summary>
[GenerateSerializer, Immutable, Alias("recovery-codes")]
public sealed record RecoveryCodeList(
    [property: Id(0)] IReadOnlyList<string> RecoveryCodes);

/// <summary>What somebody gives to show again who they are.</summary>
/// <param name="Code">Of the second factor; null when none is asked for.</param>
[GenerateSerializer, Immutable, Alias("confirmation")]
public sealed record Confirmation(
    [property: Id(0)] string? Password,
    [property: Id(1)] string? Code,
    [property: Id(2)] Guid? SessionId);
