namespace EmailAgent.Storage.Identity;

/// <summary>What became of an attempt to exchange a refresh token.</summary>
/// <param name="Result">How it went.</param>
/// <param name="User">The token's owner, only when rotated.</param>
public sealed record RefreshRotation(RefreshResult Result, UserRow? User);

public enum RefreshResult
{
    /// <summary>The old token is used up and the new one stored.</summary>
    Rotated,

    /// <summary>No such token, or it is expired or revoked.</summary>
    Refused,

    /// <summary>The token was used before; its whole family is now revoked.</summary>
    Reused,
}
