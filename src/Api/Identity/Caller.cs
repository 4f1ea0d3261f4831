using EmailAgent.Grains.Access;

namespace EmailAgent.Api.Identity;

/// <summary>The authenticated user of a request, as a handler's parameter.</summary>
/// <param name="Permissions">What the caller may do at this moment.</param>
/// <param name="SessionId">The session of ours that the caller's token belongs to; null when it belongs to none.</param>
/// <param name="KeyId">The API key that the request came with; null for a person.</param>
/// <param name="ConnectionIds">The only connections the caller sees; null for all.</param>
internal sealed record Caller(Guid UserId, Permission Permissions, Guid? SessionId, Guid? KeyId = null, IReadOnlyList<Guid>? ConnectionIds = null)
{
    /// <summary>What every read for the caller goes by.</summary>
    public Visibility Sees => new(UserId, ConnectionIds);

    /// <summary>The key of the user's grain and stream.</summary>
    public string Key => UserId.ToString("N");

    public static ValueTask<Caller> BindAsync(HttpContext context) =>
        ValueTask.FromResult(context.Features.Get<Caller>() ?? throw new InvalidOperationException("The endpoint does not require an authenticated user."));
}
