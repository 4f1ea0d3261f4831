using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Replies;

namespace Microsoft.Extensions.DependencyInjection;

internal static class ReplyRegistration
{
    /// <summary>Adds the record of replies and bounces.</summary>
    public static IServiceCollection AddReplies(this IServiceCollection services) => services.AddSingleton<ICommitParticipant, ReplyStore>();
}
