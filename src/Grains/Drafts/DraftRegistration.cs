using EmailAgent.Grains.Drafts;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Outgoing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

internal static class DraftRegistration
{
    /// <summary>Adds drafts, with <see cref="DraftOptions"/> from <c>Drafts</c>.</summary>
    public static IServiceCollection AddDrafts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DraftOptions>().Bind(configuration.GetSection(DraftOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<DraftOptions>, DraftOptionsValidator>()
            .AddSingleton<DraftWriter>()
            .AddSingleton<DraftStore>()
            .AddSingleton<DraftReader>()
            .AddSingleton<DraftContents>()
            .AddSingleton<DraftComposer>()
            .AddSingleton<DraftMessages>()
            .AddSingleton<MailboxDrafts>()
            .AddSingleton<ICommitParticipant, DraftFollower>()
            .AddSingleton<IOutgoingParticipant, DraftSending>()
            .AddJobHandler<DraftWork>();
    }
}
