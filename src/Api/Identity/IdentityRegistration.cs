using EmailAgent.Api.Access;
using EmailAgent.Api.ApiKeys;
using EmailAgent.Api.Audit;
using EmailAgent.Api.Identity.Issuers;
using EmailAgent.Api.RateLimits;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace EmailAgent.Api.Identity;

internal static class IdentityRegistration
{
    /// <summary>Adds authentication by access tokens, our own and those of other issuers, and by API keys; every endpoint requires it unless it allows anonymous callers.</summary>
    public static IServiceCollection AddIdentity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddTrustedIssuers(configuration);
        services.AddSingleton<AccessTokenHandler>().AddSingleton<AccessTokenEvents>().AddSingleton<TokenUsers>().AddSingleton<CallerAccess>()
            .AddSingleton<StrangerLimit>()
            .AddSingleton<RefusalReporter>().AddHostedService(provider => provider.GetRequiredService<RefusalReporter>());
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer().AddApiKeys();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<AccessTokenHandler>((options, handler) =>
        {
            options.TokenHandlers.Clear();
            options.TokenHandlers.Add(handler);
            options.EventsType = typeof(AccessTokenEvents);
            options.SaveToken = false;
            options.ForwardDefaultSelector = context => ApiKeyHandler.IsFor(context.Request) ? ApiKeyHandler.SchemeName : null;
        });
        services.AddAuthorization();
        return services;
    }
}
