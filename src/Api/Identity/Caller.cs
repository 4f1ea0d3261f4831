using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Shares;

namespace EmailAgent.Api.Identity;

/// <summary>
/// The caller of a request, from the verified token or API key to a handler's parameter. A handler is given it once <see cref="Access.CallerAccess"/>
/// has admitted it.
/// </summary>
/// <param name="SessionId">The session of ours that the caller's token belongs to; null when it belongs to none.</param>
/// <param name="KeyId">The API key that the request came with; null for a person.</param>
/// <param name="Scopes">The permissions that the API key covers; null for a person, whose own permissions are the only bound.</param>
/// <param name="ConnectionIds">The only connections the caller sees; null for all.</param>
internal sealed record Caller(Guid UserId, Guid? SessionId = null, Guid? KeyId = null, Permission? Scopes = null, IReadOnlyList<Guid>? ConnectionIds = null)
{
    /// <summary>Mailboxes of others that the caller may use at this moment; none before the caller is admitted.</summary>
    public IReadOnlyList<SharedMailbox> Shared { get; init; } = [];

    /// <summary>Returns the scope of reads that name no mailbox: the caller's own mailboxes.</summary>
    public Visibility Sees => new(UserId, ConnectionIds);

    /// <summary>Returns the key of the user's grain and stream.</summary>
    public string Key => UserId.ToString("N");

    /// <summary>Returns the credential of the request, as <c>kind:id</c>; null for a token of another issuer.</summary>
    public string? Credential => KeyId is { } key ? $"api_key:{key:N}" : SessionId is { } session ? $"session:{session:N}" : null;

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

    /// <summary>Returns the scope of a read that selects one mailbox itself, which may belong to another owner.</summary>
    public Visibility Looks(string? connectionId) =>
        Shared.Count > 0 && PublicId.TryParse(connectionId, out var id) && FindShared(id) is { } mailbox ? Of(mailbox) : Sees;

    /// <summary>Returns the scope of a read that must see only one mailbox; with null, all own mailboxes.</summary>
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
