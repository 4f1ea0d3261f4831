using System.Reflection;
using EmailAgent.Api.Access;
using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.RateLimits;
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
        health.MapGet("", () => new JsonAnswer<HealthAnswer>(Alive)).AllowAnonymous().IsNotCounted()
            .Describes("Whether the process lives; touches nothing else.").Answers<HealthAnswer>(200);
        health.MapGet("/ready", CheckAsync).AllowAnonymous().IsNotCounted()
            .Describes("Whether requests can be served now; 503 also when the database takes no writes.").Answers<ReadyAnswer>(200).Answers<ReadyAnswer>(503);
        health.MapGet("/detailed", ExamineAsync)
            .Needs(Permission.InstanceRead).Describes("How each part does: database, mailboxes, pushes, audit log.").Answers<HealthReport>(200);
    }

    private static async Task<IResult> ExamineAsync(IClusterClient cluster, CancellationToken cancellationToken) =>
        new JsonAnswer<HealthReport>(await cluster.GetGrain<IHealthGrain>(0).ExamineAsync(cancellationToken));

    private static async Task<IResult> CheckAsync(ReadinessCheck check, CancellationToken cancellationToken) => await check.GetAsync(cancellationToken) switch
    {
        { DatabaseConnected: false } => NotReady("disconnected"),
        { DatabaseWritable: false } => NotReady("not_writable"),
        _ => new JsonAnswer<ReadyAnswer>(new ReadyAnswer("ready", "connected")),
    };

    private static JsonAnswer<ReadyAnswer> NotReady(string database) => new(new ReadyAnswer("not_ready", database), StatusCodes.Status503ServiceUnavailable);
}
