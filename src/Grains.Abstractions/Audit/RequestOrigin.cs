
namespace EmailAgent.Grains.Audit;

/// <summary>Origin of a request and its caller. It travels with the request through all grains.</summary>
/// <param name="Address">Address of the client, as far as the network knows it.</param>
/// <param name="ActorId">The authenticated user; null before authentication.</param>
/// <param name="Credential">What the user called with: <c>kind:id</c>.</param>
[GenerateSerializer, Immutable, Alias("request-origin")]
public sealed record RequestOrigin(
    [property: Id(0)] string? Address,
    [property: Id(1)] string? UserAgent,
    [property: Id(2)] string? RequestId,
    [property: Id(3)] Guid? ActorId = null,
    [property: Id(4)] string? Credential = null)
{
    private const string Key = "origin";

    /// <summary>Gets the origin of the request being served; null for work of the product itself.</summary>
    public static RequestOrigin? Current => RequestContext.Get(Key) as RequestOrigin;

    /// <summary>Makes it the current origin, here and in calls from here.</summary>
    public void Apply() => RequestContext.Set(Key, this);
}
