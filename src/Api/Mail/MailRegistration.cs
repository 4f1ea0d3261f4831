namespace EmailAgent.Api.Mail;

internal static class MailRegistration
{
    /// <summary>Adds what downloads of attachments need.</summary>
    public static IServiceCollection AddAttachmentDownloads(this IServiceCollection services) =>
        services.AddSingleton<AttachmentTrails>().AddSingleton<AttachmentDownloads>();
}
