using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Storage.Identity;

internal static class IdentityRegistration
{
    public static IServiceCollection AddIdentityStores(this IServiceCollection services) => services
        .AddSingleton<UserStore>()
        .AddSingleton<ExternalLoginStore>()
        .AddSingleton<SessionStore>()
        .AddSingleton<AccountTokenStore>()
        .AddSingleton<SigningKeyStore>();
}
