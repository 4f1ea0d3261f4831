namespace EmailAgent.Api.Identity.Tokens;

internal enum TokenVerdict
{
    Valid,

    /// <summary>Signed by a key that is not known, perhaps not yet.</summary>
    UnknownKey,

    /// <summary>Well signed, but its time is over or has not come.</summary>
    Expired,

    /// <summary>Anything else: malformed, wrong algorithm, wrong signature, of nobody we trust, not meant for us.</summary>
    Refused,

    /// <summary>It cannot be judged, because its issuer's keys cannot be had at the moment.</summary>
    Unavailable,

    /// <summary>Good, but the account that it led to was deleted.</summary>
    AccountDeleted,
}
