namespace EmailAgent.Grains.Identity;

/// <summary>How accounts are opened; bound from the configuration section <c>Accounts</c>.</summary>
public sealed class AccountOptions
{
    /// <summary>
    /// Whether nobody can log in before the address is verified. Registering then answers the same whether or not the address has an account.
    /// Default: as soon as there is a mail server in <c>Accounts:Mail</c>.
    /// </summary>
    public bool? RequireVerifiedEmail { get; set; }

    /// <summary>Where links in mails lead: <c>{PublicUrl}/verify-email#token=...</c>. Without it mails hold the tokens alone.</summary>
    public Uri? PublicUrl { get; set; }
}
