using EmailAgent.Grains.Erasure;
using EmailAgent.Grains.Recurring;
using EmailAgent.Grains.Secrets;
using EmailAgent.Grains.Slack;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

internal static class SlackRegistration
{
    /// <summary>Adds posts to Slack, with <see cref="SlackOptions"/> from <c>Slack</c>.</summary>
    public static IServiceCollection AddSlack(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SlackOptions>().Bind(configuration.GetSection(SlackOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<SlackOptions>, SlackOptionsValidator>()
            .AddSingleton(new EncryptedColumn("slack_integrations", "webhook_url", SlackStore.SecretPurpose))
            .AddSingleton(new ErasedAtOnce("slack_integrations"))
            .AddSingleton<SlackStore>()
            .AddSingleton<SlackMailReader>()
            .AddSingleton<SlackClient>()
            .AddJobHandler<SlackPoster>()
            .AddRecurringWork<SlackSweep>();
    }
}
