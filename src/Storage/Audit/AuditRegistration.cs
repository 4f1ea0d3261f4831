using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Storage.Audit;

internal static class AuditRegistration
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddSingleton<AuditKey>()
        .AddSingleton<AuditLog>()
        .AddSingleton<AuditAnchors>()
        .AddSingleton<AuditVerifier>()
        .AddSingleton<AuditEraser>()
        .AddSingleton<AuditReader>();
}
