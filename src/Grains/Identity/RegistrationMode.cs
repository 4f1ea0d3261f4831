namespace EmailAgent.Grains.Identity;

/// <summary>Who may register an account of our own. The set-up link always lets one register; other issuers' users need no registration.</summary>
public enum RegistrationMode
{
    /// <summary>Anybody.</summary>
    Open,

    /// <summary>Who has the token of an invitation to an organization, for the invited address.</summary>
    Invited,

    /// <summary>Nobody.</summary>
    Closed,
}
