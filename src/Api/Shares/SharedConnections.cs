using EmailAgent.Api.Identity;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Identity;
using EmailAgent.Grains.Organizations;
using EmailAgent.Grains.Shares;

namespace EmailAgent.Api.Shares;

/// <summary>The mailboxes of other users as members with access to them see them.</summary>
internal static class SharedConnections
{
    /// <summary>Lists all connections that are shared with the caller, oldest first.</summary>
    public static async Task<IReadOnlyList<Connection>> ListSharedAsync(this IClusterClient cluster, Caller caller, CancellationToken cancellationToken)
    {
        if (caller.Shared.Count == 0)
            return [];
        var lists = await Task.WhenAll(caller.Shared.GroupBy(mailbox => mailbox.OwnerId).Select(group => cluster
            .GetGrain<IUserGrain>(group.Key.ToString("N"))
            .ListConnectionsAsync(new Visibility(group.Key, [.. group.Select(mailbox => mailbox.ConnectionId)]), cancellationToken)));
        var shown = await cluster.ShowAsync(caller, [.. lists.SelectMany(list => list)], cancellationToken);
        return [.. shown.OrderBy(connection => connection.CreatedAt)];
    }

    /// <summary>Returns a connection as the caller sees it.</summary>
    public static async ValueTask<Connection> ShowAsync(this IClusterClient cluster, Caller caller, Connection connection, CancellationToken cancellationToken) =>
        caller.FindShared(Guid.ParseExact(connection.Id, "N")) is null ? connection : (await cluster.ShowAsync(caller, [connection], cancellationToken))[0];

    private static async Task<IReadOnlyList<Connection>> ShowAsync(this IClusterClient cluster, Caller caller, IReadOnlyList<Connection> shared, CancellationToken cancellationToken)
    {
        var organizations = (await cluster.GetGrain<IMembershipGrain>(0).ListAsync(caller.UserId, cancellationToken)).ToDictionary(organization => organization.Id);
        return [.. shared.Select(connection => Show(connection, caller.FindShared(Guid.ParseExact(connection.Id, "N"))!, organizations))];
    }

    private static Connection Show(Connection connection, SharedMailbox mailbox, Dictionary<string, Organization> organizations)
    {
        var organizationId = mailbox.OrganizationId.ToString("N");
        return connection with
        {
            Server = mailbox.Access >= MailboxAccess.Manage ? connection.Server : null,
            Smtp = mailbox.Access >= MailboxAccess.Manage ? connection.Smtp : null,
            SendError = mailbox.Access >= MailboxAccess.Manage ? connection.SendError : null,
            Owned = false,
            Access = mailbox.Access,
            // An organization that the user has just left no longer has a name here.
            SharedBy = new SharingOrganization(organizationId, organizations.GetValueOrDefault(organizationId)?.Name ?? ""),
        };
    }
}
