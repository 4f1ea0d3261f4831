using EmailAgent.Api.Access;
using EmailAgent.Api.Idempotency;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Organizations;
using Microsoft.AspNetCore.Mvc;

namespace EmailAgent.Api.Organizations;

/// <summary>The members and the invitations of an organization.</summary>
internal static class MemberEndpoints
{
    private const int MaxText = 1000;

    private static readonly ProblemAnswer NoSuchMember = new(Refusal.NotFound("member"));

    public static void MapMemberEndpoints(this IEndpointRouteBuilder api)
    {
        var members = api.MapGroup("/organizations/{id}/members").WithTags(OrganizationEndpoints.Tag)
            .DescribesId("an organization").DescribesParameter("user_id", "The id of a user.");
        members.MapGet("", ListAsync).WithName("listMembers")
            .Needs(Permission.OrganizationsRead).Describes("Lists the members, oldest membership first.")
            .Answers<ListAnswer<Member>>(200).Refuses(ProblemCodes.NotFound);
        members.MapPatch("/{user_id}", ChangeRoleAsync).WithName("updateMember")
            .Needs(Permission.OrganizationsModify).Describes("Changes a member's role; for owners and admins, up to their own.")
            .Answers(204).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound, OrganizationProblems.RoleTooLow, OrganizationProblems.LastOwner).Idempotent();
        members.MapDelete("/{user_id}", RemoveAsync).WithName("removeMember")
            .Needs(Permission.OrganizationsModify).Describes("Ends a membership; for owners and admins, and for members their own.")
            .Answers(204).Refuses(ProblemCodes.NotFound, OrganizationProblems.RoleTooLow, OrganizationProblems.LastOwner).Idempotent();

        var invitations = api.MapGroup("/organizations/{id}/invitations").WithTags(OrganizationEndpoints.Tag)
            .DescribesId("an organization").DescribesParameter("invitation_id", "The id of an invitation.");
        invitations.MapGet("", ListInvitationsAsync).WithName("listInvitations")
            .Needs(Permission.OrganizationsRead).Describes("Lists the open invitations, newest first, without their tokens; for owners and admins.")
            .Answers<ListAnswer<Invitation>>(200).Refuses(ProblemCodes.NotFound, OrganizationProblems.RoleTooLow);
        invitations.MapPost("", InviteAsync).WithName("createInvitation")
            .Needs(Permission.OrganizationsModify).Describes("Invites an address, with or without an account, for a week. If the installation sends mail (mail is not none), the address is mailed soon after this answer; mailed shows whether it was. If not, the inviter passes on the token in the answer, which is not shown again. Only an account with the address can accept.")
            .Answers<Invitation>(201).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound, OrganizationProblems.RoleTooLow, OrganizationProblems.AlreadyMember, ProblemCodes.TooMany, ProblemCodes.TooManyAttempts)
            .Idempotent();
        invitations.MapDelete("/{invitation_id}", WithdrawAsync).WithName("withdrawInvitation")
            .Needs(Permission.OrganizationsModify).Describes("Withdraws an invitation; for owners and admins.")
            .Answers(204).Refuses(ProblemCodes.NotFound, OrganizationProblems.RoleTooLow).Idempotent();
    }

    private static async Task<IResult> ListAsync(string id, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        if (cluster.FindOrganization(id) is not { } organization)
            return OrganizationEndpoints.NotFound;
        var outcome = await organization.ListMembersAsync(caller.UserId, cancellationToken);
        return outcome.Answer(members => new JsonAnswer<ListAnswer<Member>>(ListAnswer<Member>.From(members)));
    }

    private static async Task<IResult> ChangeRoleAsync(
        string id, [FromRoute(Name = "user_id")] string userId, JsonBody<MemberRequest> body, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var fields = body.Fields;
        var role = fields.Required("role", body.Value.Role, MaxText);
        if (fields.Any)
            return fields.ToAnswer();
        if (cluster.FindOrganization(id) is not { } organization || !PublicId.TryParse(userId, out var member))
            return NoSuchMember;
        var outcome = await organization.ChangeRoleAsync(caller.UserId, member, role, cancellationToken);
        return outcome.Answer(_ => TypedResults.NoContent());
    }

    private static async Task<IResult> RemoveAsync(string id, [FromRoute(Name = "user_id")] string userId, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        if (cluster.FindOrganization(id) is not { } organization || !PublicId.TryParse(userId, out var member))
            return NoSuchMember;
        var outcome = await organization.RemoveMemberAsync(caller.UserId, member, cancellationToken);
        return outcome.Answer(_ => TypedResults.NoContent());
    }

    private static async Task<IResult> ListInvitationsAsync(string id, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        if (cluster.FindOrganization(id) is not { } organization)
            return OrganizationEndpoints.NotFound;
        var outcome = await organization.ListInvitationsAsync(caller.UserId, cancellationToken);
        return outcome.Answer(invitations => new JsonAnswer<ListAnswer<Invitation>>(ListAnswer<Invitation>.From(invitations)));
    }

    private static async Task<IResult> InviteAsync(
        string id, JsonBody<InvitationRequest> body, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var fields = body.Fields;
        var email = fields.Required("email", body.Value.Email, MaxText);
        var role = fields.Optional("role", body.Value.Role, MaxText) ?? OrganizationRoles.Member;
        if (fields.Any)
            return fields.ToAnswer();
        if (cluster.FindOrganization(id) is not { } organization)
            return OrganizationEndpoints.NotFound;
        var outcome = await organization.InviteAsync(caller.UserId, email, role, cancellationToken);
        return outcome.Answer(invitation => new JsonAnswer<Invitation>(invitation, StatusCodes.Status201Created));
    }

    private static async Task<IResult> WithdrawAsync(string id, [FromRoute(Name = "invitation_id")] string invitationId, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        if (cluster.FindOrganization(id) is not { } organization || !PublicId.TryParse(invitationId, out var invitation))
            return new ProblemAnswer(Refusal.NotFound("invitation"));
        var outcome = await organization.WithdrawInvitationAsync(caller.UserId, invitation, cancellationToken);
        return outcome.Answer(_ => TypedResults.NoContent());
    }
}
