using EmailAgent.Providers.Quota;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Grains.Quota;

internal static class QuotaRegistration
{
    /// <summary>Adds the call budgets at providers that all silos share.</summary>
    public static IServiceCollection AddQuota(this IServiceCollection services) => services
        .AddSingleton<QuotaStore>()
        .AddSingleton<IQuotaLedger, GrainQuotaLedger>();
}
