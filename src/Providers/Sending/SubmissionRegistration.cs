using EmailAgent.Providers.Discovery;
using EmailAgent.Providers.Sending;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

public static class SubmissionRegistration
{
    /// <summary>Adds the ways out of all mailboxes and the submission by SMTP, with <see cref="SmtpSubmitOptions"/> from the section <c>Smtp</c>.</summary>
    public static IServiceCollection AddMailSubmission(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SmtpSubmitOptions>().Bind(configuration.GetSection(SmtpSubmitOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<ISubmissionFinder, SmtpFinder>()
            .AddSingleton<IValidateOptions<SmtpSubmitOptions>, SmtpSubmitOptionsValidator>()
            .AddSingleton<SmtpConnector>()
            .AddSingleton<SubmissionPool>()
            .AddSingleton<IMailSubmitter, SmtpSubmitter>()
            .AddSingleton<SenderCatalog>();
    }
}
