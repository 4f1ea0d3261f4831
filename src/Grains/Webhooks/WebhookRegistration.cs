using EmailAgent.Grains.Erasure;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Recurring;
using EmailAgent.Grains.Secrets;
using EmailAgent.Grains.Webhooks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

internal static class WebhookRegistration
{
    /// <summary>Adds webhooks, with <see cref="WebhookOptions"/> from <c>Webhooks</c>.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WebhookOptions>().Bind(configuration.GetSection(WebhookOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>()
            .AddSingleton(new EncryptedColumn("webhooks", "secret", WebhookStore.SecretPurpose))
            .AddSingleton(new EncryptedColumn("webhooks", "previous_secret", WebhookStore.SecretPurpose))
            .AddSingleton(new EncryptedColumn("webhook_older_secrets", "secret", WebhookStore.SecretPurpose))
            .AddSingleton(new EncryptedColumn("webhooks", "headers", WebhookStore.HeadersPurpose))
            .AddSingleton(new ErasedAtOnce("webhooks"))
            .AddSingleton<WebhookStore>()
            .AddSingleton<WebhookLog>()
            .AddSingleton<WebhookQueue>()
            .AddSingleton<WebhookMessages>()
            .AddSingleton<WebhookTending>()
            .AddSingleton<ICommitParticipant, WebhookRemovals>()
            .AddSingleton<WebhookSecrets>()
            .AddSingleton<WebhookGate>()
            .AddSingleton<WebhookIntake>()
            .AddSingleton<WebhookReplays>()
            .AddSingleton<WebhookSender>()
            .AddSingleton<Func<WebhookId, WebhookWorker>>(provider =>
            {
                var make = ActivatorUtilities.CreateFactory<WebhookWorker>([typeof(WebhookId)]);
                return id => make(provider, [id]);
            })
            .AddRecurringWork<WebhookSweep>()
            .AddRecurringWork<WebhookUpkeep>()
            .AddRecurringWork<WebhookMeasurement>();
    }
}
