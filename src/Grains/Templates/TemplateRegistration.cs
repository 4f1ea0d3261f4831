using EmailAgent.Grains.Templates;
using EmailAgent.Grains.Templates.Liquid;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

internal static class TemplateRegistration
{
    /// <summary>Adds templates, with <see cref="TemplateOptions"/> from <c>Templates</c>.</summary>
    public static IServiceCollection AddTemplates(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TemplateOptions>().Bind(configuration.GetSection(TemplateOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<TemplateOptions>, TemplateOptionsValidator>()
            .AddSingleton<LiquidEngine>()
            .AddSingleton<TemplateRenderer>()
            .AddSingleton<TemplateStore>();
    }
}
