namespace EmailAgent.Grains;

/// <summary>Codes of refusals that several features share; those of one feature are beside it.</summary>
public static class ProblemCodes
{
    /// <summary>A field has an invalid value.</summary>
    [Problem(400, "Validation failed")]
    public const string Invalid = "validation_failed";

    /// <summary>No such resource, or it belongs to another user.</summary>
    [Problem(404, "Not found")]
    public const string NotFound = "not_found";

    /// <summary>The limit on their number is reached.</summary>
    [Problem(409, "Too many")]
    public const string TooMany = "too_many";

    /// <summary>The resource has changed since the client read it.</summary>
    [Problem(412, "Resource changed")]
    public const string PreconditionFailed = "precondition_failed";

    /// <summary>Too many attempts, such as wrong passwords; retry later.</summary>
    [Problem(429, "Too many attempts")]
    public const string TooManyAttempts = "too_many_attempts";

    /// <summary>The service is overloaded, or a component is down; retry later.</summary>
    [Problem(503, "Service unavailable")]
    public const string Unavailable = "unavailable";
}
