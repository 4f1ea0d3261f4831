using EmailAgent.Grains.Analysis;
using EmailAgent.Grains.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.ObjectPool;

namespace EmailAgent.Grains.Sync;

internal static class SyncRegistration
{
    /// <summary>Adds the services that the workers of mailboxes share.</summary>
    public static IServiceCollection AddSync(this IServiceCollection services)
    {
        services.AddSingleton<ObjectPool<MessageConverter>>(provider => new DefaultObjectPool<MessageConverter>(
            new MessageConverterPolicy(provider.GetRequiredService<SignalReader>()), Environment.ProcessorCount));
        return services
            .AddSingleton<LargeBatches>()
            .AddSingleton<MailboxOutages>()
            .AddSingleton<MailboxOpener>()
            .AddSingleton<SyncSessions>()
            .AddSingleton<Func<MailboxId, MailboxWorker>>(provider =>
            {
                var make = ActivatorUtilities.CreateFactory<MailboxWorker>([typeof(MailboxId)]);
                return id => make(provider, [id]);
            });
    }
}
