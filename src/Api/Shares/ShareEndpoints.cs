using EmailAgent.Api.Access;
using EmailAgent.Api.Connections;
using EmailAgent.Api.Idempotency;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Organizations;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Shares;
using Microsoft.AspNetCore.Mvc;

namespace EmailAgent.Api.Shares;

/// <summary>The mailboxes that are shared into an organization.</summary>
internal static class ShareEndpoints
{
    private const int MaxId = 100;

    public static void MapShareEndpoints(this IEndpointRouteBuilder api)
    {
        var shares = api.MapGroup("/organizations/{id}/connections").WithTags(OrganizationEndpoints.Tag)
            .DescribesId("an organization").DescribesParameter("connection_id", "The id of a mailbox.");
        shares.MapGet("", ListAsync).WithName("listConnectionShares")
            .Needs(Permission.OrganizationsRead).Describes("Lists the mailboxes shared with an organization and their access, oldest first: all of them for its owners and admins, for other members those that they own or manage.")
            .Answers<ListAnswer<ConnectionShare>>(200).Refuses(ProblemCodes.NotFound);
        shares.MapPut("/{connection_id}", ShareAsync).WithName("shareConnection")
            .Needs(Permission.AccountAdmin).Describes("Shares the caller's mailbox with an organization, or changes the access to one that the caller owns or manages. Applies at once. read allows reading the mailbox, its mail and its events; send also allows marking and filing messages; manage also allows changing settings and access.")
            .Answers<ConnectionShare>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound, ShareProblems.AccessTooLow, ProblemCodes.TooMany).Idempotent();
        shares.MapDelete("/{connection_id}", WithdrawAsync).WithName("unshareConnection")
            .Needs(Permission.OrganizationsModify).Describes("Stops sharing a mailbox, at once. Allowed to its owner, members with manage access, and owners and admins of the organization.")
            .Answers(204).Refuses(ProblemCodes.NotFound, ShareProblems.AccessTooLow).Idempotent();
    }

    private static async Task<IResult> ListAsync(string id, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        if (Find(id, cluster) is not { } shares)
            return OrganizationEndpoints.NotFound;
        var outcome = await shares.ListAsync(caller.UserId, cancellationToken);
        return outcome.Answer(all => new JsonAnswer<ListAnswer<ConnectionShare>>(
            ListAnswer<ConnectionShare>.From([.. all.Where(share => caller.Sees.Includes(Guid.ParseExact(share.ConnectionId, "N")))])));
    }

    private static async Task<IResult> ShareAsync(
        string id, [FromRoute(Name = "connection_id")] string connectionId, JsonBody<ShareConnectionRequest> body, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var fields = body.Fields;
        var members = Check(body.Value.Members ?? [], fields);
        if (fields.Any)
            return fields.ToAnswer();
        if (Find(id, cluster) is not { } shares)
            return OrganizationEndpoints.NotFound;
        if (!PublicId.TryParse(connectionId, out var connection))
            return Mailboxes.NotFound;
        var outcome = await shares.ShareAsync(caller.UserId, connection, new ShareRequest(body.Value.Everybody, members), cancellationToken);
        return outcome.Answer(share => new JsonAnswer<ConnectionShare>(share));
    }

    private static async Task<IResult> WithdrawAsync(string id, [FromRoute(Name = "connection_id")] string connectionId, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        if (Find(id, cluster) is not { } shares)
            return OrganizationEndpoints.NotFound;
        if (!PublicId.TryParse(connectionId, out var connection) || !caller.Sees.Includes(connection))
            return Mailboxes.NotFound;
        var outcome = await shares.WithdrawAsync(caller.UserId, connection, cancellationToken);
        return outcome.Answer(_ => TypedResults.NoContent());
    }

    private static List<ShareGrant> Check(IReadOnlyList<ShareMemberRequest?> members, FieldErrors fields)
    {
        var grants = new List<ShareGrant>(members.Count);
        foreach (var member in members)
        {
            if (member is { UserId: { } userId, Access: { } access })
            {
                fields.CheckText("members", userId, MaxId);
                grants.Add(new ShareGrant(userId, access));
            }
            else
            {
                fields.Add("members", "Each member requires user_id and access.");
                break;
            }
        }

        return grants;
    }

    private static IShareGrain? Find(string organizationId, IClusterClient cluster) =>
        PublicId.TryParse(organizationId, out var id) ? cluster.GetGrain<IShareGrain>(id.ToString("N")) : null;
}
