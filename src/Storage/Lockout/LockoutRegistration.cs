using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Storage.Lockout;

internal static class LockoutRegistration
{
    public static IServiceCollection AddAttemptStore(this IServiceCollection services) => services.AddSingleton<AttemptStore>();
}
