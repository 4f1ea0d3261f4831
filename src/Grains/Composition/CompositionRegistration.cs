using EmailAgent.Grains.Composition;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

internal static class CompositionRegistration
{
    /// <summary>Adds the building of messages and the identities of mailboxes, with <see cref="CompositionOptions"/> from <c>Composition</c>.</summary>
    public static IServiceCollection AddComposition(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CompositionOptions>().Bind(configuration.GetSection(CompositionOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<CompositionOptions>, CompositionOptionsValidator>()
            .AddSingleton<MailIdentityStore>()
            .AddSingleton<MailIdentities>()
            .AddSingleton<OriginalMails>()
            .AddSingleton<IComposer, Composer>();
    }
}
