using Microsoft.AspNetCore.Authentication;

namespace EmailAgent.Api.ApiKeys;

internal static class ApiKeyRegistration
{
    public static AuthenticationBuilder AddApiKeys(this AuthenticationBuilder authentication)
    {
        authentication.Services.AddSingleton<ApiKeyAuthentication>().AddSingleton<KnownKeys>();
        return authentication.AddScheme<ApiKeyOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, configureOptions: null);
    }
}
