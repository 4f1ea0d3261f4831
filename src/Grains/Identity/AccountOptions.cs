namespace EmailAgent.Grains.Identity;

/// <summary>Accounts and their sessions; bound from the configuration section <c>Accounts</c>.</summary>
internal sealed class AccountOptions
{
    public const string Section = "Accounts";

    /// <summary>
    /// Requires users to verify their address before they can log in. Registering then answers the same whether or not the address
    /// has an account. Default: if <c>Accounts:Mail</c> has a mail server.
    /// </summary>
    public bool? RequireVerifiedEmail { get; set; }

    /// <summary>Users who can register a local account. Default: all.</summary>
    public RegistrationMode Registration { get; set; } = RegistrationMode.Open;

    /// <summary>
    /// Base address of links in mails: <c>{PublicUrl}/verify-email#token=...</c>. Without it mails contain the token and the request that
    /// uses it.
    /// </summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>Users who must have a second factor. Default: none.</summary>
    public SecondFactorDemand SecondFactor { get; set; } = SecondFactorDemand.Optional;

    /// <summary>The longest time between a login and the next one, regardless of use. Default: 90 days.</summary>
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Time after a login, or another proof, in which a session can do what requires a recent sign-in. Default: 15 min.</summary>
    public TimeSpan ProofLifetime { get; set; } = TimeSpan.FromMinutes(15);
}
