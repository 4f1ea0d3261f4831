using EmailAgent.Api.Access;
using EmailAgent.Api.ApiKeys;
using EmailAgent.Api.Audit;
using EmailAgent.Api.Identity.Issuers;
using EmailAgent.Api.RateLimits;

namespace EmailAgent.Api.Identity;

internal static class IdentityRegistration
{
    /// <summary>Authentication by access tokens, our own and those of other issuers, and by API keys; every endpoint needs it unless it says otherwise.</summary>
    public static IServiceCollection AddIdentity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddTrustedIssuers(configuration);
        services.AddSingleton<AccessTokenVerifier>().AddSingleton<ExternalUsers>().AddSingleton<TokenAuthenticator>()
            .AddSingleton<CallerAccess>().AddSingleton<StrangerLimit>()
            .AddSingleton<RefusalReporter>().AddHostedService(provider => provider.GetRequiredService<RefusalReporter>());
        services.AddAuthentication(AccessTokenHandler.SchemeName)
            .AddScheme<AccessTokenOptions, AccessTokenHandler>(
                AccessTokenHandler.SchemeName, options => options.ForwardDefaultSelector = context => ApiKeyHandler.IsFor(context.Request) ? ApiKeyHandler.SchemeName : null)
            .AddApiKeys();
        services.AddAuthorization();
        return services;
    }
}
