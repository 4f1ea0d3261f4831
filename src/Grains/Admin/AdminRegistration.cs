using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Admin;

internal static class AdminRegistration
{
    public static IServiceCollection AddAdmin(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SetupOptions>().Bind(configuration.GetSection(SetupOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<AccountStore>()
            .AddSingleton<InstanceReader>()
            .AddSingleton<SetupStore>()
            .AddSingleton<IValidateOptions<SetupOptions>, SetupOptionsValidator>()
            .AddHostedService<SetupOffering>();
    }
}
