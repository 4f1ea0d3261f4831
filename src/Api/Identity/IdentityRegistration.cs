using EmailAgent.Api.Access;
using EmailAgent.Api.Events;
using EmailAgent.Api.Identity.Issuers;

namespace EmailAgent.Api.Identity;

internal static class IdentityRegistration
{
    /// <summary>Bearer authentication by access tokens, our own and those of other issuers; every endpoint needs it unless it says otherwise.</summary>
    public static IServiceCollection AddIdentity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddTrustedIssuers(configuration);
        services.AddSingleton<AccessTokenVerifier>().AddSingleton<ExternalUsers>().AddSingleton<TokenAuthenticator>()
            .AddSingleton<CallerAccess>().AddSingleton<EventAccess>();
        services.AddAuthentication(AccessTokenHandler.SchemeName)
            .AddScheme<AccessTokenOptions, AccessTokenHandler>(AccessTokenHandler.SchemeName, configureOptions: null);
        services.AddAuthorization();
        return services;
    }
}
