using EmailAgent.Grains.Shares;

namespace EmailAgent.Grains.Access;

/// <summary>Whether a caller is let in, and what for.</summary>
/// <param name="Permissions">None unless the standing is good; while a second factor is missing, what it takes to get one.</param>
/// <param name="Shared">Mailboxes of others that the caller may use, each once; none unless the standing is good.</param>
[GenerateSerializer, Immutable, Alias("access-grant")]
public sealed record AccessGrant(
    [property: Id(0)] AccessStanding Standing,
    [property: Id(1)] Permission Permissions,
    [property: Id(2)] IReadOnlyList<SharedMailbox> Shared);

/// <summary>How it stands with a caller.</summary>
public enum AccessStanding
{
    Good,

    /// <summary>There is no such user, or not any more.</summary>
    Unknown,

    /// <summary>An administrator has closed the account.</summary>
    Disabled,

    /// <summary>Logged out, revoked, or expired.</summary>
    SessionEnded,

    /// <summary>The account has to have a second factor and has none: the session is good for enrolling one.</summary>
    SecondFactorMissing,
}
