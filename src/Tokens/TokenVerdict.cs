namespace EmailAgent.Tokens;

public enum TokenVerdict
{
    Valid,

    /// <summary>The token names a key that is not known, perhaps not yet.</summary>
    UnknownKey,

    /// <summary>The signature is valid, but the token has expired or is not valid yet.</summary>
    Expired,

    /// <summary>Any other reason: malformed, wrong algorithm, wrong signature, unknown issuer, meant for another application.</summary>
    Refused,

    /// <summary>The token cannot be judged, because its issuer's keys cannot be fetched at the moment.</summary>
    Unavailable,
}
