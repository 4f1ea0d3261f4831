using EmailAgent.Grains.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

internal static class ModelRegistration
{
    /// <summary>Adds the model that the operator may have configured, with <see cref="ModelOptions"/> from <c>Models</c>.</summary>
    public static IServiceCollection AddModels(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ModelOptions>().Bind(configuration.GetSection(ModelOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<ModelOptions>, ModelOptionsValidator>()
            .AddSingleton<ModelBudget>()
            .AddSingleton<ModelHost>();
    }
}
