namespace EmailAgent.Grains.Audit;

/// <summary>Reason for the refusal of a request.</summary>
public enum RefusalKind
{
    /// <summary>An access token was not valid.</summary>
    Token,

    /// <summary>An API key was not valid, or not allowed from the client's address.</summary>
    ApiKey,

    /// <summary>The caller is known and lacks the permission, or has lost all access.</summary>
    Access,

    /// <summary>Too many requests.</summary>
    RateLimit,
}

/// <summary>Requests of one caller that were refused for one reason within a short time.</summary>
/// <param name="Reason">A class of reasons, such as <c>expired</c>.</param>
/// <param name="What">The refused permission or class of requests; null if it was not determined.</param>
/// <param name="UserId">The user that the caller has proven to be; null if unknown.</param>
/// <param name="Credential">What the caller has proven to have, such as <c>session:ID</c>.</param>
/// <param name="Origin">Origin of the first of them; null if there are more callers than are counted separately.</param>
[GenerateSerializer, Immutable, Alias("refused-requests")]
public sealed record RefusedRequests(
    [property: Id(0)] RefusalKind Kind,
    [property: Id(1)] string Reason,
    [property: Id(2)] string? What,
    [property: Id(3)] Guid? UserId,
    [property: Id(4)] string? Credential,
    [property: Id(5)] RequestOrigin? Origin,
    [property: Id(6)] long Count);
