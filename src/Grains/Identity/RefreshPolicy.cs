namespace EmailAgent.Grains.Identity;

/// <summary>The rule for a refresh token that is used again.</summary>
internal static class RefreshPolicy
{
    /// <summary>Time within which a client whose answer was lost can repeat the exchange.</summary>
    public static readonly TimeSpan RepeatWithin = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Indicates whether a second use is the repetition of an exchange whose answer was lost. Any other one is a reuse, also by a client whose address is
    /// unknown: such clients are indistinguishable.
    /// </summary>
    /// <param name="first">The client that exchanged the token.</param>
    /// <param name="second">The client that uses it again.</param>
    public static bool IsRepetition(Device first, Device second, DateTime usedAt, DateTime now) =>
        first.Address is not null && first == second && now - usedAt <= RepeatWithin;
}
