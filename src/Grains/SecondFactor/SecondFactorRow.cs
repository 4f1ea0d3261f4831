namespace EmailAgent.Grains.SecondFactor;

/// <summary>A second factor as stored.</summary>
/// <param name="Secret">Encrypted by the caller.</param>
/// <param name="ConfirmedAt">UTC; null while it is not in force.</param>
/// <param name="LastStep">The time step of the last code that was accepted.</param>
/// <param name="CodesLeft">Recovery codes that have not been used.</param>
internal sealed record SecondFactorRow(byte[] Secret, DateTime? ConfirmedAt, long LastStep, long CodesLeft);
