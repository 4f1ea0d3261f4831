using EmailAgent.Grains.Uploads;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

internal static class UploadRegistration
{
    /// <summary>Adds uploads, with <see cref="UploadOptions"/> from <c>Uploads</c>, and the source of attachments; the host adds the scanner and the contents of blobs.</summary>
    public static IServiceCollection AddUploads(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<UploadOptions>().Bind(configuration.GetSection(UploadOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<UploadOptions>, UploadOptionsValidator>()
            .AddSingleton<UploadStore>()
            .AddSingleton<UploadFiles>()
            .AddSingleton<UploadScans>()
            .AddSingleton<PendingContents>()
            .AddSingleton<ReceivedContents>()
            .AddSingleton<AttachmentLinks>()
            .AddSingleton<IAttachmentSource, AttachmentSource>();
    }
}
