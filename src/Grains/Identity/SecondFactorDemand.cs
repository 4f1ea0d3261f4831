namespace EmailAgent.Grains.Identity;

/// <summary>Users who must have a second factor. It applies to sessions of this instance; other issuers judge their tokens themselves.</summary>
internal enum SecondFactorDemand
{
    /// <summary>Users decide for themselves.</summary>
    Optional,

    Administrators,

    Everyone,
}
