using EmailAgent.Grains.Access;
using EmailAgent.Grains.Shares;

namespace EmailAgent.Api.Identity;

/// <summary>The authenticated user of a request, as a handler's parameter.</summary>
/// <param name="Permissions">What the caller may do at this moment.</param>
/// <param name="SessionId">The session of ours that the caller's token belongs to; null when it belongs to none.</param>
/// <param name="KeyId">The API key that the request came with; null for a person.</param>
/// <param name="ConnectionIds">The only connections the caller sees; null for all.</param>
internal sealed record Caller(Guid UserId, Permission Permissions, Guid? SessionId, Guid? KeyId = null, IReadOnlyList<Guid>? ConnectionIds = null)
{
    /// <summary>Mailboxes of others that the caller may use at this moment.</summary>
    public IReadOnlyList<SharedMailbox> Shared { get; init; } = [];

    /// <summary>What every read for the caller goes by that names no mailbox: the caller's own.</summary>
    public Visibility Sees => new(UserId, ConnectionIds);

    /// <summary>The key of the user's grain and stream.</summary>
    public string Key => UserId.ToString("N");

    /// <returns>Null when no such mailbox is shared with the caller.</returns>
    public SharedMailbox? FindShared(Guid connectionId)
    {
        foreach (var mailbox in Shared)
        {
            if (mailbox.ConnectionId == connectionId)
                return mailbox;
        }

        return null;
    }

    /// <summary>What a read goes by that selects one mailbox itself: whose that is, the input does not say.</summary>
    public Visibility Looks(string? connectionId) =>
        Shared.Count > 0 && Guid.TryParseExact(connectionId, "N", out var id) && FindShared(id) is { } mailbox ? Of(mailbox) : Sees;

    /// <summary>What a read goes by that shall see one mailbox and nothing beside it; null for all own ones.</summary>
    public Visibility LooksOnly(Guid? connectionId) =>
        connectionId is not { } id ? Sees
        : FindShared(id) is { } mailbox ? Of(mailbox)
        : new Visibility(UserId, Sees.Includes(id) ? [id] : []);

    /// <summary>Returns the scopes in which to look for a single item: the caller's own mailboxes first, then those shared by each owner.</summary>
    public IEnumerable<Visibility> SeesEverywhere() =>
        Shared.GroupBy(mailbox => mailbox.OwnerId).Select(group => new Visibility(group.Key, [.. group.Select(mailbox => mailbox.ConnectionId)])).Prepend(Sees);

    public static Visibility Of(SharedMailbox mailbox) => new(mailbox.OwnerId, [mailbox.ConnectionId]);

    public static ValueTask<Caller> BindAsync(HttpContext context) =>
        ValueTask.FromResult(context.Features.Get<Caller>() ?? throw new InvalidOperationException("The endpoint does not require an authenticated user."));
}
