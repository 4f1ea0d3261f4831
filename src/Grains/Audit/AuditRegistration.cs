using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Grains.Audit;

internal static class AuditRegistration
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddSingleton<AuditTrail>().AddHostedService(provider => provider.GetRequiredService<AuditTrail>())
        .AddHostedService<AuditAnchoring>();
}
