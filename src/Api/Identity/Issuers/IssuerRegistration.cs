using Microsoft.Extensions.Options;

namespace EmailAgent.Api.Identity.Issuers;

internal static class IssuerRegistration
{
    /// <summary>Adds ourselves as an issuer of access tokens, and those of <c>Authentication:Issuers</c>.</summary>
    public static IServiceCollection AddTrustedIssuers(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<IssuersOptions>()
            .Configure(options => Bind(options, configuration.GetSection("Authentication:Issuers")))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<IssuersOptions>, IssuersOptionsValidator>();
        services.AddHostedService<IssuerWarnings>();
        return services.AddKeyStore().AddSingleton<TrustedIssuers>();
    }

    private static void Bind(IssuersOptions options, IConfiguration section)
    {
        foreach (var issuer in section.GetChildren())
        {
            var bound = IssuerPresets.Create(issuer[nameof(IssuerOptions.Preset)]);
            issuer.Bind(bound);
            options.Issuers[issuer.Key] = bound;
        }
    }
}
