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
    private static readonly TextParameter User = new("user", "What is about this user, or was done by this user: an id.", 32);
    private static readonly TextParameter Action = new("action", "An action such as auth.login, or a feature such as auth for all its actions.", 100);
    private static readonly TimestampParameter From = new("from", "From this moment on.");
    private static readonly TimestampParameter To = new("to", "Before this moment.");

    public static void MapAuditEndpoints(this IEndpointRouteBuilder api)
    {
        var logs = api.MapGroup("/admin/audit-logs").WithTags("Admin");
        logs.MapGet("", ListAsync)
            .Needs(Permission.InstanceRead).Describes("The audit log, newest first.")
            .Takes(User, Action, From, To, AdminParameters.After, AdminParameters.Limit)
            .Answers<AuditPage>(200).Refuses(ProblemCodes.Invalid);
        logs.MapGet("/verify", VerifyAsync)
            .Needs(Permission.InstanceRead).Describes("Looks through the whole audit log for rows that were changed, removed, reordered or cut off.")
            .Answers<AuditVerification>(200);
    }

    private static async Task<IResult> ListAsync(HttpContext context, IClusterClient cluster)
    {
        var query = new QueryReader(context.Request.Query);
        Guid? userId = null;
        if (query.Read(User) is { } text)
        {
            if (Guid.TryParseExact(text, "N", out var id))
                userId = id;
            else
                query.Errors.Add(User.Name, "The id of a user is needed.");
        }

        var filter = new AuditFilter(
            userId, query.Read(Action), query.Read(From), query.Read(To), query.Read(AdminParameters.After), query.Read(AdminParameters.Limit));
        if (query.Errors.Any)
            return query.Errors.ToAnswer();
        var outcome = await cluster.GetGrain<IAuditGrain>(0).ListAsync(filter, context.RequestAborted);
        return outcome.Answer(page => new JsonAnswer<AuditPage>(page));
    }

    private static async Task<IResult> VerifyAsync(IClusterClient cluster, CancellationToken cancellationToken) =>
        new JsonAnswer<AuditVerification>(await cluster.GetGrain<IAuditGrain>(0).VerifyAsync(cancellationToken));
}
