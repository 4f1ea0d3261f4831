using EmailAgent.Api.Access;
using EmailAgent.Api.Idempotency;
using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Admin;
using EmailAgent.Grains.Identity;
using Microsoft.AspNetCore.Mvc;

namespace EmailAgent.Api.Admin;

internal static class AdminEndpoints
{
    public static readonly ApiTag Tag = new("Admin", "For administrators of this installation.", 100);

    private static readonly ProblemAnswer NoSuchUser = new(Refusal.NotFound("user"));

    public static void MapAdminEndpoints(this IEndpointRouteBuilder api)
    {
        var admin = api.MapGroup("/admin").WithTags(Tag).DescribesId("a user");
        admin.MapGet("/users", ListUsersAsync).WithName("listAccounts")
            .Needs(Permission.InstanceRead).Describes("Lists all accounts, newest first. Gives no access to mail.")
            .Takes(AdminParameters.Search, AdminParameters.After, AdminParameters.Limit)
            .Answers<AccountPage>(200).Refuses(ProblemCodes.Invalid);
        admin.MapPatch("/users/{id}", ChangeUserAsync).WithName("updateAccount")
            .Needs(Permission.InstanceAdmin).Describes("Disables or enables an account, or changes its role, at once.")
            .Answers<Account>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound, AdminProblems.LastAdmin).Idempotent();
        admin.MapGet("/users/{id}/sessions", ListSessionsAsync).WithName("listAccountSessions")
            .Needs(Permission.InstanceRead).Describes("Lists the open sessions of an account, last used first.")
            .Answers<ListAnswer<AccountSession>>(200).Refuses(ProblemCodes.NotFound);
        admin.MapDelete("/users/{id}/sessions/{session_id}", EndSessionAsync).WithName("endAccountSession").DescribesParameter("session_id", "The id of a session.")
            .Needs(Permission.InstanceAdmin).Describes("Ends a session and its tokens at once.")
            .Answers(204).Refuses(ProblemCodes.NotFound).Idempotent();
        admin.MapDelete("/users/{id}/mfa", ResetSecondFactorAsync).WithName("removeAccountSecondFactor")
            .Needs(Permission.InstanceAdmin).Describes("Removes the second factor of a user who has lost it and the recovery codes, ends all sessions, and mails the owner. Verify the user's identity first.")
            .Answers(204).Refuses(ProblemCodes.NotFound, IdentityProblems.SecondFactorOff).Idempotent();
        admin.MapGet("/stats", GetStatsAsync).WithName("getInstanceStats")
            .Needs(Permission.InstanceRead).Describes("Counts accounts, connections by provider and status, messages, and queued work.")
            .Answers<InstanceStats>(200);
        admin.MapGet("/connections", ListConnectionsAsync).WithName("listTroubledConnections")
            .Needs(Permission.InstanceRead).Describes("Lists failing and stale connections of all accounts, without names and addresses.")
            .Takes(AdminParameters.State, AdminParameters.After, AdminParameters.Limit)
            .Answers<TroubledConnectionPage>(200).Refuses(ProblemCodes.Invalid);
    }

    private static async Task<IResult> ListUsersAsync(HttpContext context, IClusterClient cluster)
    {
        var query = new QueryReader(context.Request.Query);
        var (search, after, limit) = (query.Read(AdminParameters.Search), query.Read(AdminParameters.After), query.Read(AdminParameters.Limit));
        if (query.Errors.Any)
            return query.Errors.ToAnswer();
        var outcome = await Admin(cluster).ListAccountsAsync(search, after, limit, context.RequestAborted);
        return outcome.Answer(page => new JsonAnswer<AccountPage>(page));
    }

    private static async Task<IResult> ChangeUserAsync(string id, JsonBody<AccountRequest> body, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (fields, request) = (body.Fields, body.Value);
        if (!fields.Any && request is { Disabled: null, Role: null })
            fields.Add("role", "At least one of role and disabled is required.");
        if (request.Role is not (null or Roles.User or Roles.Admin))
            fields.Add("role", $"Must be {Roles.User} or {Roles.Admin}.");
        if (fields.Any)
            return fields.ToAnswer();
        if (!PublicId.TryParse(id, out var userId))
            return NoSuchUser;
        var outcome = await Admin(cluster).ChangeAccountAsync(userId, request, cancellationToken);
        return outcome.Answer(account => new JsonAnswer<Account>(account));
    }

    private static async Task<IResult> ListSessionsAsync(string id, IClusterClient cluster, CancellationToken cancellationToken)
    {
        if (!PublicId.TryParse(id, out var userId))
            return NoSuchUser;
        var outcome = await Admin(cluster).ListSessionsAsync(userId, cancellationToken);
        return outcome.Answer(sessions => new JsonAnswer<ListAnswer<AccountSession>>(ListAnswer<AccountSession>.From(sessions)));
    }

    private static async Task<IResult> EndSessionAsync(string id, [FromRoute(Name = "session_id")] string sessionId, IClusterClient cluster, CancellationToken cancellationToken)
    {
        if (!PublicId.TryParse(id, out var user) || !PublicId.TryParse(sessionId, out var session))
            return new ProblemAnswer(Refusal.NotFound("session"));
        var outcome = await Admin(cluster).EndSessionAsync(user, session, cancellationToken);
        return outcome.Answer(_ => TypedResults.NoContent());
    }

    private static async Task<IResult> ResetSecondFactorAsync(string id, IClusterClient cluster, CancellationToken cancellationToken)
    {
        if (!PublicId.TryParse(id, out var userId))
            return NoSuchUser;
        var outcome = await Admin(cluster).ResetSecondFactorAsync(userId, cancellationToken);
        return outcome.Answer(_ => TypedResults.NoContent());
    }

    private static async Task<IResult> GetStatsAsync(IClusterClient cluster, CancellationToken cancellationToken) =>
        new JsonAnswer<InstanceStats>(await Admin(cluster).GetStatsAsync(cancellationToken));

    private static async Task<IResult> ListConnectionsAsync(HttpContext context, IClusterClient cluster)
    {
        var query = new QueryReader(context.Request.Query);
        var (state, after, limit) = (query.Read(AdminParameters.State), query.Read(AdminParameters.After), query.Read(AdminParameters.Limit));
        if (query.Errors.Any)
            return query.Errors.ToAnswer();
        var outcome = await Admin(cluster).ListConnectionsAsync(state == "stale", after, limit, context.RequestAborted);
        return outcome.Answer(page => new JsonAnswer<TroubledConnectionPage>(page));
    }

    private static IAdminGrain Admin(IClusterClient cluster) => cluster.GetGrain<IAdminGrain>(0);
}
