using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EmailAgent.Storage.Audit;

internal static class AuditRegistration
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddOptions()
        .AddSingleton<IValidateOptions<AuditOptions>, AuditOptionsValidator>()
        .AddSingleton<AuditKeys>()
        .AddSingleton<AuditLog>()
        .AddSingleton<AuditAnchors>()
        .AddSingleton<AuditVerifier>()
        .AddSingleton<AuditEraser>()
        .AddSingleton<AuditReader>();
}
