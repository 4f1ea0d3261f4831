using EmailAgent.Providers;
using EmailAgent.Providers.Gmail;
using EmailAgent.Providers.Gmail.Push;
using EmailAgent.Providers.Quota;
using EmailAgent.Providers.Sending;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

public static class GmailRegistration
{
    /// <summary>
    /// Adds the Gmail provider, with <see cref="GmailOptions"/> from the section <c>Gmail</c>. Without another
    /// <see cref="IQuotaLedger"/> it takes this process for the only one of its Cloud project.
    /// </summary>
    public static IServiceCollection AddGmailProvider(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<GmailOptions>().Bind(configuration.GetSection(GmailOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<GmailOptions>, GmailOptionsValidator>();
        services.TryAddSingleton<IQuotaLedger, InProcessQuotaLedger>();
        services.AddOptions<GmailPushOptions>().Bind(configuration.GetSection(GmailPushOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<GmailPushOptions>, GmailPushOptionsValidator>();
        services.AddSingleton<PushAuthority>();
        services.AddSingleton<IPushSource, GmailPushSource>();
        services.AddSingleton<IApiBudget, GmailBudget>();
        services.AddSingleton<GmailClients>();
        services.AddSingleton<IMailSubmitter, GmailSubmitter>();
        services.AddSingleton<IIdentitySource, GmailIdentities>();
        return services.AddSingleton<IMailboxProvider, GmailProvider>();
    }
}
