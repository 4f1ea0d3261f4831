using EmailAgent.Api.Access;
using EmailAgent.Api.Events;

namespace EmailAgent.Api.Identity;

internal static class IdentityRegistration
{
    /// <summary>Bearer authentication by our own access tokens; every endpoint needs it unless it says otherwise.</summary>
    public static IServiceCollection AddIdentity(this IServiceCollection services)
    {
        services.AddSingleton<SigningKeyCache>().AddSingleton<AccessTokenVerifier>().AddSingleton<CallerAccess>().AddSingleton<SocketAuthentication>();
        services.AddAuthentication(AccessTokenHandler.SchemeName)
            .AddScheme<AccessTokenOptions, AccessTokenHandler>(AccessTokenHandler.SchemeName, configureOptions: null);
        services.AddAuthorization();
        return services;
    }
}
