namespace EmailAgent.Api.Identity;

internal enum TokenVerdict
{
    Valid,

    /// <summary>Signed by a key that is not known, perhaps not yet.</summary>
    UnknownKey,

    /// <summary>Well signed, but its time is over or has not come.</summary>
    Expired,

    /// <summary>Anything else: malformed, wrong algorithm, wrong signature, not meant for us.</summary>
    Refused,
}
