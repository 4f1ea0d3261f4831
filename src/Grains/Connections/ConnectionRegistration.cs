using EmailAgent.Grains.Recurring;
using EmailAgent.Grains.Secrets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Connections;

internal static class ConnectionRegistration
{
    /// <summary>Adds connected mailboxes, with <see cref="MailboxOptions"/> from <c>Mailboxes</c>, and the sweep that starts their workers.</summary>
    public static IServiceCollection AddConnections(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MailboxOptions>().Bind(configuration.GetSection(MailboxOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton(new EncryptedColumn("connections", "secret", ConnectionStore.PasswordPurpose))
            .AddSingleton(new EncryptedColumn("connections", "submission_secret", ConnectionStore.SubmissionPurpose))
            .AddSingleton<ConnectionStore>()
            .AddSingleton<IValidateOptions<MailboxOptions>, MailboxOptionsValidator>()
            .AddSingleton<MailboxStatus>()
            .AddSingleton<MailboxActions>()
            .AddSingleton<MailboxRequests>()
            .AddSingleton<MailboxRemoval>()
            .AddSingleton<MailboxUpdates>()
            .AddSingleton<MailboxDoctor>()
            .AddSingleton<ServerDiscovery>()
            .AddSingleton<UserConnections>()
            .AddRecurringWork<MailboxSweep>();
    }
}
