using EmailAgent.Delivery.Notices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

public static class NoticeRegistration
{
    /// <summary>Adds how mails about accounts go out, with <see cref="NoticeOptions"/> from <c>Accounts:Mail</c>; no <see cref="INoticeSender"/> where neither a server nor a folder is given.</summary>
    public static IServiceCollection AddNoticeSender(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(NoticeOptions.Section);
        services.AddOptions<NoticeOptions>().Bind(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<NoticeOptions>, NoticeOptionsValidator>();
        var options = section.Get<NoticeOptions>() ?? new NoticeOptions();
        if (options.HasServer)
            services.AddSingleton<INoticeSender, SmtpNoticeSender>();
        else if (options.Folder.Length > 0)
            services.AddSingleton<INoticeSender, FolderNoticeSender>();
        return services;
    }
}
