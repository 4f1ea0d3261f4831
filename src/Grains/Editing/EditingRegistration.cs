using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Grains.Editing;

internal static class EditingRegistration
{
    /// <summary>Adds the editing of messages and labels.</summary>
    public static IServiceCollection AddEditing(this IServiceCollection services) => services
        .AddSingleton<MailboxEdits>()
        .AddSingleton<MailboxLabels>()
        .AddSingleton<EmailEdits>();
}
