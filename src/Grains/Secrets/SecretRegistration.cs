using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EmailAgent.Grains.Secrets;

public static class SecretRegistration
{
    // All keys are derived under this name: changing it makes every stored secret unreadable.
    private const string ApplicationName = "EmailAgent";

    // The framework warns that the ring is not encrypted, since it cannot see that the repository encrypts it; KeyRing warns where it is not.
    private const string FrameworkWarning = "Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager";

    /// <summary>
    /// Adds the encryption of secrets, with <see cref="SecretOptions"/> from <c>Secrets</c>. The key ring is prepared right after the
    /// schema, before any other hosted service runs.
    /// </summary>
    public static IServiceCollection AddSecrets(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<SecretOptions>(configuration.GetSection(SecretOptions.Section));
        services.AddSingleton<MasterKeys>().AddSingleton<KeyRing>().AddSingleton<SecretRenewal>().AddHostedService<SecretService>();
        services.AddLogging(logging => logging.AddFilter(FrameworkWarning, LogLevel.Error));
        services.AddDataProtection().SetApplicationName(ApplicationName);
        services.AddOptions<KeyManagementOptions>()
            .Configure<NpgsqlDataSource, MasterKeys>((options, dataSource, master) => options.XmlRepository = new PostgresKeyRepository(dataSource, master));
        return services
            .AddSingleton(new EncryptedColumn("instance_secrets", "value", SecretProtector.InstanceSecret))
            .AddSingleton<SecretProtector>().AddSingleton<InstanceSecretStore>();
    }
}
