using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.RateLimits;

internal static class RateLimitRegistration
{
    /// <summary>With <see cref="RateLimitOptions"/> from <c>RateLimits</c>.</summary>
    public static IServiceCollection AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RateLimitOptions>().Bind(configuration.GetSection("RateLimits")).ValidateOnStart();
        return services.AddSingleton<IValidateOptions<RateLimitOptions>, RateLimitOptionsValidator>();
    }
}
