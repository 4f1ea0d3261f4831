namespace EmailAgent.Storage.Identity;

/// <summary>What became of an attempt to exchange a refresh token.</summary>
/// <param name="Result">How it went.</param>
/// <param name="User">The token's owner, only when rotated.</param>
/// <param name="SessionId">The session it belongs to; empty when refused.</param>
public sealed record RefreshRotation(RefreshResult Result, UserRow? User, Guid SessionId);

public enum RefreshResult
{
    /// <summary>The old token is used up and the new one stored.</summary>
    Rotated,

    /// <summary>No such token, or its session is over.</summary>
    Refused,

    /// <summary>The token was used before; its session has now ended.</summary>
    Reused,
}
