namespace EmailAgent.Grains.Identity;

/// <summary>Result of exchanging a refresh token.</summary>
/// <param name="Result">How it went.</param>
/// <param name="User">The token's owner, only when rotated or repeated.</param>
/// <param name="SessionId">The session it belongs to; empty if refused.</param>
/// <param name="Successor">The next token as <see cref="OwnedToken.Conceal"/> encrypted it, only when repeated.</param>
internal sealed record RefreshRotation(RefreshResult Result, UserRow? User, Guid SessionId, byte[]? Successor = null);

internal enum RefreshResult
{
    /// <summary>The old token is used up and the new one stored.</summary>
    Rotated,

    /// <summary>The client lost the answer to its exchange, and receives the same token again.</summary>
    Repeated,

    /// <summary>The token does not exist, or its session is over.</summary>
    Refused,

    /// <summary>The token was used before; its session has now ended.</summary>
    Reused,
}
