using EmailAgent.Api.Access;
using EmailAgent.Api.Admin;
using EmailAgent.Api.Idempotency;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Analysis;

namespace EmailAgent.Api.Analysis;

internal static class AnalysisEndpoints
{
    private static readonly ApiTag Tag = new("Analysis", "The analysis of mail and its progress.", 62);

    public static void MapAnalysisEndpoints(this IEndpointRouteBuilder api)
    {
        var analysis = api.MapGroup("/analysis").WithTags(Tag);
        analysis.MapGet("/status", GetStatusAsync).WithName("getAnalysisStatus")
            .Needs(Permission.MailRead).Describes("Returns how far the analysis of the caller's own mail is. New mail comes first, then older mail, newest first.")
            .Answers<AnalysisStatus>(200);
        analysis.MapPost("/restart", RestartAsync).WithName("restartAnalysis")
            .Needs(Permission.MailModify).Describes("Analyzes the caller's own mail again, in the background and without events. What the user has edited stays.")
            .Answers<AnalysisStatus>(202).Idempotent();
        api.MapGet("/admin/analysis", GetStatsAsync).WithName("getAnalysisStats").WithTags(AdminEndpoints.Tag)
            .Needs(Permission.InstanceRead).Describes("Counts the analyzed, waiting and failed messages of all accounts, with the steps of the analysis and their failures.")
            .Answers<AnalysisStats>(200);
    }

    private static async Task<IResult> GetStatusAsync(Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        new JsonAnswer<AnalysisStatus>(await Analysis(cluster, caller).GetStatusAsync(caller.Sees, cancellationToken));

    private static async Task<IResult> RestartAsync(Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        new JsonAnswer<AnalysisStatus>(await Analysis(cluster, caller).RestartAsync(caller.Sees, cancellationToken), StatusCodes.Status202Accepted);

    private static async Task<IResult> GetStatsAsync(IClusterClient cluster, CancellationToken cancellationToken) =>
        new JsonAnswer<AnalysisStats>(await cluster.GetGrain<IAnalysisStatsGrain>(0).GetAsync(cancellationToken));

    private static IAnalysisGrain Analysis(IClusterClient cluster, Caller caller) => cluster.GetGrain<IAnalysisGrain>(caller.Key);
}
