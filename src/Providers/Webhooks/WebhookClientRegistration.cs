using EmailAgent.Providers.Webhooks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

public static class WebhookClientRegistration
{
    /// <summary>Adds the <see cref="WebhookClient"/>, with <see cref="WebhookHttpOptions"/> from the section <c>Webhooks:Http</c>.</summary>
    public static IServiceCollection AddWebhookClient(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WebhookHttpOptions>().Bind(configuration.GetSection(WebhookHttpOptions.Section)).ValidateOnStart();
        return services.AddSingleton<IValidateOptions<WebhookHttpOptions>, WebhookHttpOptionsValidator>().AddSingleton<WebhookClient>();
    }
}
