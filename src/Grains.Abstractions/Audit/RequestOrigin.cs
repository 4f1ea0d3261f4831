
namespace EmailAgent.Grains.Audit;

/// <summary>Where a request comes from and who makes it. It travels with the request through all grains.</summary>
/// <param name="Address">Of the client, as far as the network says.</param>
/// <param name="ActorId">The user who was let in; null for nobody yet.</param>
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

    /// <summary>That of the request being served; null for what the product does by itself.</summary>
    public static RequestOrigin? Current => RequestContext.Get(Key) as RequestOrigin;

    /// <summary>Makes it the current one, here and in what is called from here.</summary>
    public void Apply() => RequestContext.Set(Key, this);
}
