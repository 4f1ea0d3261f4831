namespace EmailAgent.Grains.Audit;

/// <summary>The audited actions of the audit log itself, and what it counts of refused requests.</summary>
internal static class AuditLogActions
{
    /// <summary>Access tokens that were not good. Like all refusals by the front door: the first at once, those after it counted, once a minute.</summary>
    public const string RefuseToken = "auth.refuse_token";

    /// <summary>API keys that were not good, or not from where they came.</summary>
    public const string RefuseApiKey = "api_key.refuse";

    /// <summary>A known caller asked for what it may not.</summary>
    public const string RefuseAccess = "access.refuse";

    public const string LimitRate = "rate_limit.exceed";

    /// <summary>An administrator looked at something.</summary>
    public const string AdminRead = "admin.read";

    /// <summary>A user's origins were taken out of the log.</summary>
    public const string EraseOrigins = "audit.erase";

    /// <summary>A day's origins were taken out of the log, because they were old.</summary>
    public const string ExpireOrigins = "audit.expire";
}
