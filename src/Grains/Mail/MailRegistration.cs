using EmailAgent.Grains.Mail.Outstanding;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Grains.Mail;

internal static class MailRegistration
{
    public static IServiceCollection AddMail(this IServiceCollection services) => services
        .AddSingleton<MailboxStore>()
        .AddSingleton<PlacementReader>()
        .AddSingleton<LabelledMailReader>()
        .AddSingleton<OutstandingReader>()
        .AddSingleton<MessageLocator>()
        .AddSingleton<MailRemover>()
        .AddSingleton<MailReader>()
        .AddSingleton<MailboxAttachments>()
        .AddSingleton<DetailReads>();
}
