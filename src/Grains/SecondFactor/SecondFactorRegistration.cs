using EmailAgent.Grains.Erasure;
using EmailAgent.Grains.SecondFactor;
using EmailAgent.Grains.Secrets;

namespace Microsoft.Extensions.DependencyInjection;

internal static class SecondFactorRegistration
{
    public static IServiceCollection AddSecondFactor(this IServiceCollection services) => services
        .AddSingleton(new ErasedAtOnce("second_factors"))
        .AddSingleton(new EncryptedColumn("second_factors", "secret", SecondFactorStore.SecretPurpose))
        .AddSingleton<SecondFactorStore>()
        .AddSingleton<SecondFactors>();
}
