using EmailAgent.Grains.Recurring;
using EmailAgent.Grains.Secrets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Audit;

internal static class AuditRegistration
{
    /// <summary>Registers the audit log with <see cref="AuditOptions"/> from <c>Audit</c>.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AuditOptions>().Bind(configuration.GetSection(AuditOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton(new EncryptedColumn("audit_keys", "secret", AuditKeys.KeyPurpose))
            .AddSingleton<IValidateOptions<AuditOptions>, AuditOptionsValidator>()
            .AddSingleton<AuditKeys>()
            .AddSingleton<AuditLog>()
            .AddSingleton<AuditAnchors>()
            .AddSingleton<AuditVerifier>()
            .AddSingleton<AuditEraser>()
            .AddSingleton<AuditReader>()
            .AddSingleton<AuditTrail>().AddHostedService(provider => provider.GetRequiredService<AuditTrail>())
            .AddHostedService<AuditKeyCheck>()
            .AddRecurringWork<AuditUpkeep>();
    }
}
