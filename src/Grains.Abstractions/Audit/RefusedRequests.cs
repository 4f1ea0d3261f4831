namespace EmailAgent.Grains.Audit;

/// <summary>What refused a request.</summary>
public enum RefusalKind
{
    /// <summary>An access token was not good.</summary>
    Token,

    /// <summary>An API key was not good, or not from where it came.</summary>
    ApiKey,

    /// <summary>The caller is known and may not do this, or nothing any more.</summary>
    Access,

    /// <summary>There were too many.</summary>
    RateLimit,
}

/// <summary>Requests of one caller that were refused for one reason within a short time.</summary>
/// <param name="Reason">A class of reasons, such as <c>expired</c>.</param>
/// <param name="What">What was asked for: a permission, or a class of requests; null where nobody looked.</param>
/// <param name="UserId">Who the caller has proven to be; null for nobody.</param>
/// <param name="Credential">What the caller has proven to have, such as <c>session:ID</c>.</param>
/// <param name="Origin">Of the first of them; null for those of more callers than are told apart.</param>
[GenerateSerializer, Immutable, Alias("refused-requests")]
public sealed record RefusedRequests(
    [property: Id(0)] RefusalKind Kind,
    [property: Id(1)] string Reason,
    [property: Id(2)] string? What,
    [property: Id(3)] Guid? UserId,
    [property: Id(4)] string? Credential,
    [property: Id(5)] RequestOrigin? Origin,
    [property: Id(6)] long Count);
