using EmailAgent.Providers;
using EmailAgent.Providers.Gmail;
using EmailAgent.Providers.Gmail.Push;
using EmailAgent.Providers.Quota;
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
        services.AddOptions<GmailOptions>().Bind(configuration.GetSection("Gmail")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<GmailOptions>, GmailOptionsValidator>();
        services.TryAddSingleton<IQuotaLedger, InProcessQuotaLedger>();
        services.AddOptions<GmailPushOptions>().Bind(configuration.GetSection("Gmail:Push")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<GmailPushOptions>, GmailPushOptionsValidator>();
        services.AddSingleton<PushAuthority>();
        services.AddSingleton<IPushSource, GmailPushSource>();
        services.AddSingleton<IApiBudget, GmailBudget>();
        services.AddSingleton<GmailClients>();
        return services.AddSingleton<IMailboxProvider, GmailProvider>();
    }
}
