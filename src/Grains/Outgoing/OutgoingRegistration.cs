using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Outgoing;
using EmailAgent.Grains.Recurring;
using EmailAgent.Grains.Sync;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

internal static class OutgoingRegistration
{
    /// <summary>Adds the sending of mail, with <see cref="OutgoingOptions"/> from <c>Outgoing</c>.</summary>
    public static IServiceCollection AddOutgoing(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OutgoingOptions>().Bind(configuration.GetSection(OutgoingOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<OutgoingOptions>, OutgoingOptionsValidator>()
            .AddSingleton<OutgoingStore>()
            .AddSingleton<OutgoingQueue>()
            .AddSingleton<OutgoingReader>()
            .AddSingleton<OutgoingContents>()
            .AddSingleton<OutgoingGate>()
            .AddSingleton<OutgoingRecorder>()
            .AddSingleton<OutgoingSender>()
            .AddSingleton<OutgoingTending>()
            .AddSingleton<OutgoingReferences>()
            .AddSingleton<OutgoingIntake>()
            .AddSingleton<Func<MailboxId, Func<MailboxWorker?>, OutgoingWorker>>(provider =>
            {
                var make = ActivatorUtilities.CreateFactory<OutgoingWorker>([typeof(MailboxId), typeof(Func<MailboxWorker?>)]);
                return (id, mailbox) => make(provider, [id, mailbox]);
            })
            .AddRecurringWork<OutgoingSweep>()
            .AddRecurringWork<OutgoingUpkeep>();
    }
}
