using EmailAgent.Tokens.Keys;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

public static class KeyRegistration
{
    /// <summary>Adds the <see cref="KeyStore"/>; a second call changes nothing.</summary>
    public static IServiceCollection AddKeyStore(this IServiceCollection services)
    {
        services.AddHttpClient(PublishedKeys.HttpClientName)
            .ConfigureHttpClient(client => client.MaxResponseContentBufferSize = PublishedKeys.MaxAnswer)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<KeyStore>();
        return services;
    }
}
