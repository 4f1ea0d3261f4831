using EmailAgent.Api.Access;
using EmailAgent.Api.Admin;
using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Audit;

namespace EmailAgent.Api.Audit;

internal static class AuditEndpoints
{
    private static readonly TextParameter User = new("user", "Only entries about or by this user: an id.", 32);
    private static readonly TextParameter Whose = new("user", "Only entries about this user: an id. By default all entries and the anchors.", 32);
    private static readonly TextParameter Action = new("action", "An action such as auth.login, or a feature such as auth for all its actions.", 100);
    private static readonly ChoiceParameter Outcome = new("outcome", "AuditOutcome", "The outcome.", Default: null, "succeeded", "refused", "failed");
    private static readonly TimestampParameter From = new("from", "At or after this time.");
    private static readonly TimestampParameter To = new("to", "Before this time.");

    public static void MapAuditEndpoints(this IEndpointRouteBuilder api)
    {
        var logs = api.MapGroup("/admin/audit-logs").WithTags(AdminEndpoints.Tag);
        logs.MapGet("", ListAsync).WithName("listAuditLog")
            .Needs(Permission.InstanceRead).Describes("Lists the audit log, newest first.")
            .Takes(User, Action, Outcome, From, To, AdminParameters.After, AdminParameters.Limit)
            .Answers<AuditPage>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound);
        logs.MapGet("/verify", VerifyAsync).WithName("verifyAuditLog")
            .Needs(Permission.InstanceRead).Describes("Verifies a part of the audit log: finds rows that were changed, removed, reordered or truncated. Continue with next_after until it is null.")
            .Takes(Whose, AdminParameters.After)
            .Answers<AuditVerification>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound);
    }

    private static async Task<IResult> ListAsync(HttpContext context, IClusterClient cluster)
    {
        var query = new QueryReader(context.Request.Query);
        var userId = ReadUser(query);
        var filter = new AuditFilter(
            userId, query.Read(Action), query.Read(From), query.Read(To), query.Read(AdminParameters.After), query.Read(AdminParameters.Limit), query.Read(Outcome));
        if (query.Errors.Any)
            return query.Errors.ToAnswer();
        var outcome = await cluster.GetGrain<IAuditGrain>(0).ListAsync(filter, context.RequestAborted);
        return outcome.Answer(page => new JsonAnswer<AuditPage>(page));
    }

    private static async Task<IResult> VerifyAsync(HttpContext context, IClusterClient cluster)
    {
        var query = new QueryReader(context.Request.Query);
        var (userId, after) = (ReadUser(query), query.Read(AdminParameters.After));
        if (query.Errors.Any)
            return query.Errors.ToAnswer();
        var outcome = await cluster.GetGrain<IAuditGrain>(0).VerifyAsync(userId, after, context.RequestAborted);
        return outcome.Answer(verification => new JsonAnswer<AuditVerification>(verification));
    }

    private static Guid? ReadUser(QueryReader query)
    {
        if (query.Read(User) is not { } text)
            return null;
        if (PublicId.TryParse(text, out var id))
            return id;
        query.Errors.Add(User.Name, "Must be the id of a user.");
        return null;
    }
}
