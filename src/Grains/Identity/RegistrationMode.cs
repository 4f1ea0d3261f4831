namespace EmailAgent.Grains.Identity;

/// <summary>Users who can register a local account. The set-up link always allows one registration; other issuers' users need none.</summary>
internal enum RegistrationMode
{
    /// <summary>All users.</summary>
    Open,

    /// <summary>Users with the token of an invitation to an organization, for the invited address.</summary>
    Invited,

    /// <summary>No users.</summary>
    Closed,
}
