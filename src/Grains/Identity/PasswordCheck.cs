namespace EmailAgent.Grains.Identity;

/// <param name="Matches">It is the account's password.</param>
/// <param name="StrongerHash">A hash to store instead, when the stored one is weaker than today's.</param>
internal sealed record PasswordCheck(bool Matches, string? StrongerHash);
