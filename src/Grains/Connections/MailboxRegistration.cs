using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Events;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Recurring;
using EmailAgent.Providers.Quota;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.ObjectPool;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

public static class MailboxRegistration
{
    /// <summary>Adds what mailbox grains need, with <see cref="MailboxOptions"/> from <c>Mailboxes</c> and <see cref="SignInOptions"/> from <c>OAuth</c>, and the sweep that wakes them at start.</summary>
    public static IServiceCollection AddMailboxes(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MailboxOptions>().Bind(configuration.GetSection("Mailboxes")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailboxOptions>, MailboxOptionsValidator>();
        services.AddSingleton<ObjectPool<MessageConverter>>(_ => new DefaultObjectPool<MessageConverter>(new DefaultPooledObjectPolicy<MessageConverter>(), Environment.ProcessorCount));
        services.AddSingleton<LargeBatches>();
        services.AddSingleton<MailboxOutages>();
        services.AddSingleton<MailboxServices>();
        services.AddSingleton<MailboxOpener>();
        services.AddSingleton<MailboxStatus>();
        services.AddSingleton<MailboxActions>();
        services.AddSingleton<MailboxEdits>();
        services.AddSingleton<MailboxLabels>();
        services.AddSingleton<MailboxAttachments>();
        services.AddSingleton<EmailEdits>();
        services.AddSingleton<DetailReads>();
        services.AddSingleton<MailboxRemoval>();
        services.AddOptions<SignInOptions>().Bind(configuration.GetSection("OAuth"));
        services.AddSingleton<TokenServices>();
        services.AddSingleton<MailboxSignIn>();
        services.AddSingleton<MailboxUpdates>();
        services.AddSingleton<MailboxDoctor>();
        services.AddSingleton<SignIns>();
        services.AddRecurringWork<TokenRevocations>();
        services.AddSingleton<UserConnections>();
        services.AddSingleton<EventAnnouncer>();
        services.AddSingleton<IQuotaLedger, GrainQuotaLedger>();
        return services.AddRecurringWork<MailboxSweep>();
    }
}
