using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.RateLimits;

internal static class RateLimitRegistration
{
    /// <summary>Adds rate limits, with <see cref="RateLimitOptions"/> from <c>RateLimits</c>.</summary>
    public static IServiceCollection AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RateLimitOptions>().Bind(configuration.GetSection(RateLimitOptions.Section)).ValidateOnStart();
        return services.AddSingleton<IValidateOptions<RateLimitOptions>, RateLimitOptionsValidator>();
    }
}
