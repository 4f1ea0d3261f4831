using EmailAgent.Grains.Shares;

namespace EmailAgent.Grains.Access;

/// <summary>Access of a caller and its scope.</summary>
/// <param name="Permissions">None unless the standing is good; while a second factor is missing, the permissions required to enroll one.</param>
/// <param name="Shared">Mailboxes of other users that the caller can use, each once; none unless the standing is good.</param>
[GenerateSerializer, Immutable, Alias("access-grant")]
public sealed record AccessGrant(
    [property: Id(0)] AccessStanding Standing,
    [property: Id(1)] Permission Permissions,
    [property: Id(2)] IReadOnlyList<SharedMailbox> Shared);

/// <summary>Standing of a caller's account.</summary>
public enum AccessStanding
{
    Good,

    /// <summary>The user does not exist or no longer exists.</summary>
    Unknown,

    /// <summary>An administrator has closed the account.</summary>
    Disabled,

    /// <summary>Logged out, revoked, or expired.</summary>
    SessionEnded,

    /// <summary>The account must have a second factor and has none: the session can only enroll one.</summary>
    SecondFactorMissing,
}
