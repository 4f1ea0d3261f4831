using EmailAgent.Api.Access;
using EmailAgent.Api.Admin;
using EmailAgent.Api.Idempotency;
using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Jobs;

namespace EmailAgent.Api.Jobs;

internal static class JobEndpoints
{
    private const int MaxKind = 100;

    private static readonly TextParameter Kind = new("kind", "Only jobs of this kind.", MaxKind);

    private static readonly ChoiceParameter State = new(
        "state", "JobState", "Only jobs in this state.", Default: null, JobStates.Scheduled, JobStates.Ready, JobStates.Running, JobStates.Parked);

    private static readonly ProblemAnswer NoSuchJob = new(Refusal.NotFound("job"));

    public static void MapJobEndpoints(this IEndpointRouteBuilder api)
    {
        var jobs = api.MapGroup("/admin/jobs").WithTags(AdminEndpoints.Tag).DescribesId("a job");
        jobs.MapGet("", ListAsync).WithName("listJobs")
            .Needs(Permission.InstanceRead).Describes("Lists queued, running and parked jobs of all accounts, newest first, without their content. A job that is done is no longer listed.")
            .Takes(Kind, State, AdminParameters.After, AdminParameters.Limit)
            .Answers<JobPage>(200).Refuses(ProblemCodes.Invalid);
        jobs.MapGet("/stats", GetStatsAsync).WithName("getJobStats")
            .Needs(Permission.InstanceRead).Describes("Counts the jobs of each kind by state, with the age of the oldest.")
            .Answers<JobStats>(200);
        jobs.MapPost("/{id}/retry", RetryAsync).WithName("retryJob")
            .Needs(Permission.InstanceAdmin).Describes("Runs a parked or waiting job as soon as possible, with as many attempts as a new one.")
            .Answers<QueuedJob>(200).Refuses(ProblemCodes.NotFound, JobProblems.Running).Idempotent();
        jobs.MapDelete("/{id}", CancelAsync).WithName("cancelJob")
            .Needs(Permission.InstanceAdmin).Describes("Cancels a job. A running one is interrupted within seconds; what it has already done stays.")
            .Answers(204).Refuses(ProblemCodes.NotFound).Idempotent();
    }

    private static async Task<IResult> ListAsync(HttpContext context, IClusterClient cluster)
    {
        var query = new QueryReader(context.Request.Query);
        var (kind, state) = (query.Read(Kind), query.Read(State));
        var (after, limit) = (query.Read(AdminParameters.After), query.Read(AdminParameters.Limit));
        if (query.Errors.Any)
            return query.Errors.ToAnswer();
        var outcome = await Jobs(cluster).ListAsync(kind, state, after, limit, context.RequestAborted);
        return outcome.Answer(page => new JsonAnswer<JobPage>(page));
    }

    private static async Task<IResult> GetStatsAsync(IClusterClient cluster, CancellationToken cancellationToken) =>
        new JsonAnswer<JobStats>(await Jobs(cluster).GetStatsAsync(cancellationToken));

    private static async Task<IResult> RetryAsync(string id, IClusterClient cluster, CancellationToken cancellationToken)
    {
        if (!PublicId.TryParse(id, out var jobId))
            return NoSuchJob;
        var outcome = await Jobs(cluster).RetryAsync(jobId, cancellationToken);
        return outcome.Answer(job => new JsonAnswer<QueuedJob>(job));
    }

    private static async Task<IResult> CancelAsync(string id, IClusterClient cluster, CancellationToken cancellationToken)
    {
        if (!PublicId.TryParse(id, out var jobId))
            return NoSuchJob;
        var outcome = await Jobs(cluster).CancelAsync(jobId, cancellationToken);
        return outcome.Answer(_ => TypedResults.NoContent());
    }

    private static IJobGrain Jobs(IClusterClient cluster) => cluster.GetGrain<IJobGrain>(0);
}
