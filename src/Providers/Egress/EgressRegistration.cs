using EmailAgent.Providers.Egress;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

public static class EgressRegistration
{
    /// <summary>Adds the <see cref="EgressPolicy"/>, with <see cref="EgressOptions"/> from the section <c>Egress</c>.</summary>
    public static IServiceCollection AddEgress(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<EgressOptions>().Bind(configuration.GetSection(EgressOptions.Section)).ValidateOnStart();
        return services.AddSingleton<IValidateOptions<EgressOptions>, EgressOptionsValidator>().AddSingleton<EgressPolicy>();
    }
}
