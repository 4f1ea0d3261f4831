using EmailAgent.Grains.Lockout;
using EmailAgent.Grains.Recurring;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

internal static class LockoutRegistration
{
    /// <summary>Adds what slows guessing down, with <see cref="LockoutOptions"/> from <c>Accounts:Lockout</c>.</summary>
    public static IServiceCollection AddLockout(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LockoutOptions>().Bind(configuration.GetSection(LockoutOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<AttemptStore>()
            .AddSingleton<IValidateOptions<LockoutOptions>, LockoutOptionsValidator>()
            .AddSingleton<LoginGuard>()
            .AddRecurringWork<AttemptSweep>();
    }
}
