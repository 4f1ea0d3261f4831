using System.Reflection;
using EmailAgent.Api.Access;
using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Problems;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Health;

namespace EmailAgent.Api.Health;

internal static class HealthEndpoints
{
    private static readonly HealthAnswer Alive = new(
        "ok", typeof(HealthEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);

    public static void MapHealthEndpoints(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/health").WithTags("Service");
        health.MapGet("", () => new JsonAnswer<HealthAnswer>(Alive)).AllowAnonymous()
            .Describes("Whether the process lives; touches nothing else.").Answers<HealthAnswer>(200);
        health.MapGet("/ready", CheckAsync).AllowAnonymous()
            .Describes("Whether requests can be served now.").Answers<ReadyAnswer>(200).Answers<ReadyAnswer>(503);
        health.MapGet("/detailed", ExamineAsync)
            .Needs(Permission.InstanceRead).Describes("How each part does: database, mailboxes, pushes, audit log.").Answers<HealthReport>(200);
    }

    private static async Task<IResult> ExamineAsync(IClusterClient cluster, CancellationToken cancellationToken) =>
        new JsonAnswer<HealthReport>(await cluster.GetGrain<IHealthGrain>(0).ExamineAsync(cancellationToken));

    private static async Task<IResult> CheckAsync(IClusterClient cluster, CancellationToken cancellationToken)
    {
        var connected = false;
        try
        {
            connected = (await cluster.GetGrain<IHealthGrain>(0).CheckAsync(cancellationToken)).DatabaseConnected;
        }
        catch (Exception failure) when (failure is TimeoutException || SiloFailures.IsUnavailable(failure))
        {
            // No silo answers: that is the finding, not a failure of this request.
        }

        return connected
            ? new JsonAnswer<ReadyAnswer>(new ReadyAnswer("ready", "connected"))
            : new JsonAnswer<ReadyAnswer>(new ReadyAnswer("not_ready", "disconnected"), StatusCodes.Status503ServiceUnavailable);
    }
}
