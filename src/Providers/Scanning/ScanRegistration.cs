using EmailAgent.Providers.Scanning;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

public static class ScanRegistration
{
    /// <summary>Adds the scanner of contents, with <see cref="ScanOptions"/> from <c>Scanning</c>.</summary>
    public static IServiceCollection AddContentScanner(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ScanOptions>().Bind(configuration.GetSection(ScanOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<ScanOptions>, ScanOptionsValidator>()
            .AddSingleton<ContentScanner>();
    }
}
