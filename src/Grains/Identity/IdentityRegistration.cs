using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Grains.Identity;

internal static class IdentityRegistration
{
    public static IServiceCollection AddIdentity(this IServiceCollection services) => services
        .AddSingleton<SigningKeyRing>()
        .AddSingleton<PasswordHashing>();
}
