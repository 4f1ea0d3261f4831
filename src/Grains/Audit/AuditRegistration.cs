using EmailAgent.Grains.Recurring;
using EmailAgent.Storage.Audit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Grains.Audit;

internal static class AuditRegistration
{
    /// <summary>With <see cref="AuditOptions"/> from <c>Audit</c>.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AuditOptions>().Bind(configuration.GetSection("Audit")).ValidateOnStart();
        return services
            .AddSingleton<AuditTrail>().AddHostedService(provider => provider.GetRequiredService<AuditTrail>())
            .AddHostedService<AuditKeyCheck>()
            .AddRecurringWork<AuditUpkeep>();
    }
}
