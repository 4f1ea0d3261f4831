namespace EmailAgent.Grains.Identity;

/// <summary>The password was right; a code of the second factor is missing.</summary>
/// <param name="Token">Sent together with the code.</param>
/// <param name="ExpiresIn">Seconds.</param>
[GenerateSerializer, Immutable, Alias("second-factor-challenge")]
public sealed record SecondFactorChallenge(
    [property: Id(0)] string Token,
    [property: Id(1)] int ExpiresIn);

/// <param name="Since">When it was turned on.</param>
/// <param name="RecoveryCodesLeft">Number of unused recovery codes.</param>
[GenerateSerializer, Immutable, Alias("second-factor-state")]
public sealed record SecondFactorState(
    [property: Id(0)] bool Enabled,
    [property: Id(1)] DateTimeOffset? Since,
    [property: Id(2)] int RecoveryCodesLeft);

/// <summary>The secret for an authenticator; shown once.</summary>
/// <param name="Secret">Base32, to type.</param>
/// <param name="OtpauthUri">The same, for a QR code.</param>
[GenerateSerializer, Immutable, Alias("second-factor-secret")]
public sealed record SecondFactorSecret(
    [property: Id(0)] string Secret,
    [property: Id(1)] string OtpauthUri);

/// <summary>Single-use codes that replace a lost authenticator; shown once.</summary>
[GenerateSerializer, Immutable, Alias("recovery-codes")]
public sealed record RecoveryCodeList(
    [property: Id(0)] IReadOnlyList<string> RecoveryCodes);

/// <summary>The proof with which a user confirms the session.</summary>
/// <param name="Code">A code of the second factor; null if none is required.</param>
[GenerateSerializer, Immutable, Alias("confirmation")]
public sealed record Confirmation(
    [property: Id(0)] string? Password,
    [property: Id(1)] string? Code,
    [property: Id(2)] Guid? SessionId);
