using EmailAgent.Providers.Imap;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

public static class ImapRegistration
{
    /// <summary>Adds the IMAP provider, with <see cref="ImapSyncOptions"/> from the section <c>Imap</c>.</summary>
    public static IServiceCollection AddImapProvider(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ImapSyncOptions>().Bind(configuration.GetSection(ImapSyncOptions.Section)).ValidateOnStart();
        services.AddSingleton<Microsoft.Extensions.Options.IValidateOptions<ImapSyncOptions>, ImapSyncOptionsValidator>();
        return services.AddSingleton<EmailAgent.Providers.IMailboxProvider, ImapProvider>();
    }
}
