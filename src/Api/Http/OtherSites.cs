namespace EmailAgent.Api.Http;

/// <summary>What pages of other sites may do in a browser: nothing, unless <c>Cors:Origins</c> names them.</summary>
internal static class OtherSites
{
    private static readonly TimeSpan PreflightGoodFor = TimeSpan.FromMinutes(10);

    private static readonly string[] Readable = ["Accept-Ranges", "Content-Disposition", "Content-Range", "ETag", "Location", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "Retry-After", RequestIdMiddleware.Header];

    /// <summary>
    /// With the origins in <c>Cors:Origins</c>, such as <c>https://mail.example.org</c>. Default: none. No cookies are let through, since
    /// nothing here goes by them: callers say who they are in a header.
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
