namespace EmailAgent.Grains.Identity;

/// <summary>How accounts are opened and kept; bound from the configuration section <c>Accounts</c>.</summary>
public sealed class AccountOptions
{
    /// <summary>
    /// Whether users must verify their address before they can log in. Registering then answers the same whether or not the address has an account.
    /// Default: as soon as there is a mail server in <c>Accounts:Mail</c>.
    /// </summary>
    public bool? RequireVerifiedEmail { get; set; }

    /// <summary>Who may register an account of our own. Default: anybody.</summary>
    public RegistrationMode Registration { get; set; } = RegistrationMode.Open;

    /// <summary>Where links in mails lead: <c>{PublicUrl}/verify-email#token=...</c>. Without it mails hold the tokens, and say where to enter them.</summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>Who has to have a second factor. Default: nobody has to.</summary>
    public SecondFactorDemand SecondFactor { get; set; } = SecondFactorDemand.Optional;

    /// <summary>The longest time between a login and the next one, however much the session is used. Default: 90 days.</summary>
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How long after a login, or another proof, a session may do what a stolen one must not. Default: 15 min.</summary>
    public TimeSpan ProofLifetime { get; set; } = TimeSpan.FromMinutes(15);
}
