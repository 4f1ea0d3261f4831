using EmailAgent.Api.Idempotency;

namespace EmailAgent.Api.Http;

/// <summary>The permissions of other sites' pages in a browser: none, unless <c>Cors:Origins</c> names them.</summary>
internal static class OtherSites
{
    private static readonly TimeSpan PreflightGoodFor = TimeSpan.FromMinutes(10);

    private static readonly string[] Readable = ["Accept-Ranges", "Content-Disposition", "Content-Range", "ETag", AnswerCapture.ReplayHeader, "Location", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "Retry-After", RequestIdMiddleware.Header];

    /// <summary>
    /// Adds CORS for the origins in <c>Cors:Origins</c>, such as <c>https://mail.example.org</c>. Default: none. Cookies are not allowed,
    /// since no endpoint uses them: callers authenticate with a header.
    /// </summary>
    public static IServiceCollection AddOtherSites(this IServiceCollection services, IConfiguration configuration)
    {
        var allowed = new AllowedOrigins(configuration.GetSection("Cors:Origins").Get<string[]>() ?? []);
        services.AddSingleton(allowed);
        return services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .WithOrigins([.. allowed.Origins])
            .AllowAnyHeader()
            .WithMethods("GET", "POST", "PUT", "PATCH", "DELETE")
            .WithExposedHeaders(Readable)
            .SetPreflightMaxAge(PreflightGoodFor)));
    }
}
