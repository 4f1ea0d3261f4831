using EmailAgent.Providers.Discovery;
using EmailAgent.Providers.Discovery.Autoconfig;
using EmailAgent.Providers.Discovery.Guesses;
using EmailAgent.Providers.Discovery.Records;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

public static class DiscoveryRegistration
{
    /// <summary>Adds the <see cref="MailServerFinder"/>, with <see cref="DiscoveryOptions"/> from the section <c>Discovery</c>.</summary>
    public static IServiceCollection AddMailServerDiscovery(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DiscoveryOptions>().Bind(configuration.GetSection(DiscoveryOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<DiscoveryOptions>, DiscoveryOptionsValidator>()
            .AddSingleton<IMailDns, MailDns>()
            .AddSingleton<ServerRecords>()
            .AddSingleton<EgressConnector>()
            .AddSingleton<AutoconfigClient>()
            .AddSingleton<IServerProbe, ServerProbe>()
            .AddSingleton<ServerGuesses>()
            .AddSingleton<FoundServerCache>()
            .AddSingleton(provider => new MailServerFinder(
                provider.GetRequiredService<ServerRecords>(),
                provider.GetRequiredService<AutoconfigClient>(),
                provider.GetRequiredService<ServerGuesses>(),
                provider.GetRequiredService<FoundServerCache>(),
                provider.GetRequiredService<IOptions<DiscoveryOptions>>(),
                provider.GetRequiredService<TimeProvider>()));
    }
}
