namespace EmailAgent.Grains.Identity;

/// <summary>Result of exchanging a refresh token.</summary>
/// <param name="Result">How it went.</param>
/// <param name="User">The token's owner, only when rotated.</param>
/// <param name="SessionId">The session it belongs to; empty if refused.</param>
internal sealed record RefreshRotation(RefreshResult Result, UserRow? User, Guid SessionId);

internal enum RefreshResult
{
    /// <summary>The old token is used up and the new one stored.</summary>
    Rotated,

    /// <summary>The token does not exist, or its session is over.</summary>
    Refused,

    /// <summary>The token was used before; its session has now ended.</summary>
    Reused,
}
