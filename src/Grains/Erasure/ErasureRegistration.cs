using EmailAgent.Grains.Erasure;
using EmailAgent.Grains.Recurring;

namespace Microsoft.Extensions.DependencyInjection;

internal static class ErasureRegistration
{
    public static IServiceCollection AddErasure(this IServiceCollection services) => services
        .AddSingleton<ErasureStore>()
        .AddRecurringWork<AccountErasure>();
}
