using EmailAgent.Api.Access;
using EmailAgent.Api.Idempotency;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Identity;
using EmailAgent.Grains.Organizations;

namespace EmailAgent.Api.Organizations;

internal static class OrganizationEndpoints
{
    public static readonly ApiTag Tag = new("Organizations", "Organizations, their members, and mailboxes shared with them.", 90);

    private const int MaxText = 1000;

    public static ProblemAnswer NotFound { get; } = new(Refusal.NotFound("organization"));

    public static void MapOrganizationEndpoints(this IEndpointRouteBuilder api)
    {
        var organizations = api.MapGroup("/organizations").WithTags(Tag).DescribesId("an organization");
        organizations.MapGet("", ListAsync).WithName("listOrganizations")
            .Needs(Permission.OrganizationsRead).Describes("Lists the organizations that the caller is a member of.")
            .Answers<ListAnswer<Organization>>(200);
        organizations.MapPost("", CreateAsync).WithName("createOrganization")
            .Needs(Permission.OrganizationsModify).Describes("Creates an organization owned by the caller.")
            .Answers<Organization>(201).Refuses(ProblemCodes.Invalid, ProblemCodes.TooMany, ProblemCodes.NotFound).Idempotent();
        organizations.MapPost("/invitations/accept", AcceptAsync).WithName("acceptInvitation")
            .Needs(Permission.OrganizationsModify).Describes("Accepts an invitation for the caller's address. The token from the mail also verifies the address.")
            .Answers<Organization>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound, IdentityProblems.EmailNotVerified, ProblemCodes.TooMany).Idempotent();
        organizations.MapGet("/{id}", GetAsync).WithName("getOrganization")
            .Needs(Permission.OrganizationsRead).Describes("Returns an organization.")
            .Answers<Organization>(200).Refuses(ProblemCodes.NotFound);
        organizations.MapPatch("/{id}", RenameAsync).WithName("updateOrganization")
            .Needs(Permission.OrganizationsModify).Describes("Renames an organization; for its owners and admins.")
            .Answers<Organization>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound, OrganizationProblems.RoleTooLow).HonorsIfMatch().Idempotent();
        organizations.MapDelete("/{id}", DeleteAsync).WithName("deleteOrganization")
            .Needs(Permission.OrganizationsModify).Describes("Deletes an organization; for its owners. Its members keep their accounts and mailboxes.")
            .Answers(204).Refuses(ProblemCodes.NotFound, OrganizationProblems.RoleTooLow).HonorsIfMatch().Idempotent();
    }

    /// <summary>Returns the grain of an organization.</summary>
    /// <returns>Null for an invalid id; the grain reports whether the organization exists.</returns>
    public static IOrganizationGrain? FindOrganization(this IClusterClient cluster, string id) =>
        PublicId.TryParse(id, out var parsed) ? cluster.GetGrain<IOrganizationGrain>(parsed.ToString("N")) : null;

    private static async Task<IResult> ListAsync(Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        new JsonAnswer<ListAnswer<Organization>>(ListAnswer<Organization>.From(await Memberships(cluster).ListAsync(caller.UserId, cancellationToken)));

    private static async Task<IResult> CreateAsync(
        JsonBody<OrganizationRequest> body, IdempotentOperation operation, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var fields = body.Fields;
        var name = fields.Required("name", body.Value.Name, MaxText);
        if (fields.Any)
            return fields.ToAnswer();
        var outcome = await Memberships(cluster).CreateAsync(caller.UserId, operation.Id, name, cancellationToken);
        return outcome.Answer(organization => new JsonAnswer<Organization>(organization, StatusCodes.Status201Created));
    }

    private static async Task<IResult> AcceptAsync(JsonBody<AcceptRequest> body, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var fields = body.Fields;
        var token = fields.Required("token", body.Value.Token, MaxText);
        if (fields.Any)
            return fields.ToAnswer();
        var outcome = await Memberships(cluster).AcceptAsync(caller.UserId, token, cancellationToken);
        return outcome.Answer(organization => new JsonAnswer<Organization>(organization));
    }

    private static async Task<IResult> GetAsync(string id, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        if (cluster.FindOrganization(id) is not { } organization)
            return NotFound;
        var outcome = await organization.GetAsync(caller.UserId, cancellationToken);
        return outcome.Answer(found => new JsonAnswer<Organization>(found) { Tagged = true });
    }

    private static async Task<IResult> RenameAsync(
        string id, JsonBody<OrganizationRequest> body, HttpContext context, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var fields = body.Fields;
        var name = fields.Required("name", body.Value.Name, MaxText);
        if (fields.Any)
            return fields.ToAnswer();
        if (cluster.FindOrganization(id) is not { } organization)
            return NotFound;
        var (changed, expected) = await IfMatch.CheckAsync<Organization>(context, () => GetAsync(id, caller, cluster, cancellationToken));
        if (changed is not null)
        {
            return changed;
        }

        var outcome = await organization.RenameAsync(caller.UserId, name, expected, cancellationToken);
        return outcome.Answer(renamed => new JsonAnswer<Organization>(renamed) { Tagged = true });
    }

    private static async Task<IResult> DeleteAsync(string id, HttpContext context, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        if (cluster.FindOrganization(id) is not { } organization)
            return NotFound;
        var (changed, expected) = await IfMatch.CheckAsync<Organization>(context, () => GetAsync(id, caller, cluster, cancellationToken));
        if (changed is not null)
            return changed;
        var outcome = await organization.DeleteAsync(caller.UserId, expected, cancellationToken);
        return outcome.Answer(_ => TypedResults.NoContent());
    }

    private static IMembershipGrain Memberships(IClusterClient cluster) => cluster.GetGrain<IMembershipGrain>(0);
}
