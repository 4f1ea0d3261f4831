namespace EmailAgent.Grains.Identity;

/// <summary>Who has to have a second factor. It holds for sessions of ours; other issuers' tokens are their issuer's to judge.</summary>
public enum SecondFactorDemand
{
    /// <summary>Who wants one.</summary>
    Optional,

    Administrators,

    Everyone,
}
