using System.Reflection;
using EmailAgent.Api.Access;
using EmailAgent.Api.Http;
using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.RateLimits;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Health;
using EmailAgent.Grains.RateLimits;

namespace EmailAgent.Api.Health;

internal static class HealthEndpoints
{
    public static readonly ApiTag Tag = new("Service", "Health, and the addresses of pages and documents.", 10);

    private static readonly HealthAnswer Alive = new(
        "ok", typeof(HealthEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);

    public static void MapHealthEndpoints(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", GetRoot).WithName("getRoot").WithTags(Tag).AllowAnonymous().CountsAs(RateClass.Read)
            .Describes("Returns the addresses of the server's pages and documents; redirects browsers to the pages.").Answers<RootAnswer>(200).Answers(302);
        var health = routes.MapGroup("/health").WithTags(Tag);
        health.MapGet("", () => new JsonAnswer<HealthAnswer>(Alive)).WithName("getHealth").AllowAnonymous().IsNotCounted()
            .Describes("Returns whether the process is alive; checks nothing else.").Answers<HealthAnswer>(200);
        health.MapGet("/ready", CheckAsync).WithName("getReadiness").AllowAnonymous().IsNotCounted()
            .Describes("Returns whether requests can be served; 503 also if the database accepts no writes.").Answers<ReadyAnswer>(200).Answers<ReadyAnswer>(503);
        health.MapGet("/detailed", ExamineAsync).WithName("getDetailedHealth")
            .Needs(Permission.InstanceRead).Describes("Returns the health of each component: database, mailboxes, pushes, audit log.").Answers<HealthReport>(200);
    }

    private static IResult GetRoot(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? TypedResults.Redirect(SecurityHeadersMiddleware.PagesPath)
            : new JsonAnswer<RootAnswer>(new RootAnswer("EmailAgent", Alive.Version, SecurityHeadersMiddleware.PagesPath, ApiDocument.Path, "/health"));

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
