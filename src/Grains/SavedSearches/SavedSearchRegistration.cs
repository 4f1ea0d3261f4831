using EmailAgent.Grains.SavedSearches;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

internal static class SavedSearchRegistration
{
    /// <summary>Adds saved searches, with <see cref="SavedSearchOptions"/> from <c>SavedSearches</c>.</summary>
    public static IServiceCollection AddSavedSearches(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SavedSearchOptions>().Bind(configuration.GetSection(SavedSearchOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<SavedSearchOptions>, SavedSearchOptionsValidator>()
            .AddSingleton<SavedSearchStore>()
            .AddSingleton<UnreadCounter>();
    }
}
