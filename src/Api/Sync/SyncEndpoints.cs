using EmailAgent.Api.Access;
using EmailAgent.Api.Connections;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Identity;
using EmailAgent.Grains.Shares;

namespace EmailAgent.Api.Sync;

internal static class SyncEndpoints
{
    public static readonly ApiTag Tag = new("Sync", "The sync of each mailbox, and its progress.", 50);

    public static void MapSyncEndpoints(this IEndpointRouteBuilder api)
    {
        api.MapPost("/connections/{id}/sync", StartOneAsync).WithName("syncConnection").WithTags(Tag).DescribesId("a mailbox")
            .Needs(Permission.ConnectionsModify).Describes("Syncs all folders of one mailbox now, and retries unreadable messages and folders.").Answers<SyncStatus>(202).Refuses(ProblemCodes.NotFound, ShareProblems.AccessTooLow);
        api.MapPost("/sync/start", StartAllAsync).WithName("syncAll").WithTags(Tag)
            .Needs(Permission.ConnectionsModify).Describes("Syncs all folders of the caller's own mailboxes now, and retries unreadable messages and folders.").Answers<ListAnswer<SyncStatus>>(202);
        api.MapGet("/sync/status", GetStatusAsync).WithName("getSyncStatus").WithTags(Tag)
            .Needs(Permission.ConnectionsRead).Describes("Returns the sync progress of each of the caller's own mailboxes.").Answers<ListAnswer<SyncStatus>>(200);
    }

    private static async Task<IResult> StartOneAsync(string id, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (mailbox, refusal) = cluster.FindMailbox(caller, id, MailboxAccess.Manage);
        if (mailbox is null)
            return refusal!;
        return (await mailbox.StartSyncAsync(cancellationToken)).Answer(status => new JsonAnswer<SyncStatus>(status, StatusCodes.Status202Accepted));
    }

    private static async Task<IResult> StartAllAsync(Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        new JsonAnswer<ListAnswer<SyncStatus>>(
            ListAnswer<SyncStatus>.From(await cluster.GetGrain<IUserGrain>(caller.Key).StartSyncAsync(caller.Sees, cancellationToken)), StatusCodes.Status202Accepted);

    private static async Task<IResult> GetStatusAsync(Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        new JsonAnswer<ListAnswer<SyncStatus>>(
            ListAnswer<SyncStatus>.From(await cluster.GetGrain<IUserGrain>(caller.Key).GetSyncStatusAsync(caller.Sees, cancellationToken)));
}
