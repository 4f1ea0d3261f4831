using System.Security.Cryptography.X509Certificates;
using EmailAgent.Delivery.Security;
using EmailAgent.Grains.Protection;
using EmailAgent.Grains.Secrets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

internal static class ProtectionRegistration
{
    /// <summary>Adds signatures and encryption of mail, with <see cref="ProtectionOptions"/> from <c>Protection</c>.</summary>
    public static IServiceCollection AddProtection(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ProtectionOptions>().Bind(configuration.GetSection(ProtectionOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<ProtectionOptions>, ProtectionOptionsValidator>()
            .AddSingleton(new EncryptedColumn("protection_keys", "secret", ProtectionKeyStore.SecretPurpose))
            .AddSingleton<ProtectionKeyStore>()
            .AddSingleton<ProtectionGate>()
            .AddSingleton<MessageProtection>()
            .AddSingleton(provider => CreateReader(provider.GetRequiredService<IOptions<ProtectionOptions>>().Value));
    }

    private static ProtectionReader CreateReader(ProtectionOptions options)
    {
        var issuers = new X509Certificate2Collection();
        if (options.IssuersFile is { } file)
            issuers.ImportFromPemFile(file);
        return new ProtectionReader(new SmimeSignatures([.. issuers]), options.TrustedServers.ToHashSet(StringComparer.OrdinalIgnoreCase));
    }
}
