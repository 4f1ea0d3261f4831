using EmailAgent.Providers.OAuth;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

public static class OAuthRegistration
{
    /// <summary>Adds the clients of all sign-in services, with <see cref="OAuthClientOptions"/> from <c>OAuth:Google</c> and <c>OAuth:Microsoft</c>.</summary>
    public static IServiceCollection AddOAuth(this IServiceCollection services, IConfiguration configuration)
    {
        foreach (var service in OAuthService.All)
        {
            services.AddOptions<OAuthClientOptions>(service.Provider)
                .Configure(service.SetDefaults)
                .Bind(configuration.GetSection($"OAuth:{service.Section}"))
                .ValidateOnStart();
        }

        services.AddSingleton<IValidateOptions<OAuthClientOptions>, OAuthClientOptionsValidator>();
        // A redirect of a token request would carry its secrets elsewhere.
        services.AddHttpClient(OAuthClient.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        return services.AddKeyStore().AddSingleton<ServiceTokens>().AddSingleton<IdTokenVerifier>().AddSingleton<OAuthClient>();
    }
}
