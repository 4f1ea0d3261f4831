using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EmailAgent.Storage.Secrets;

internal static class SecretRegistration
{
    // The name all keys are derived under: changing it makes every stored secret unreadable.
    private const string ApplicationName = "EmailAgent";

    // It warns that nobody encrypts the ring, as it cannot see that the repository does; KeyRing says it where it is so.
    private const string FrameworkWarning = "Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager";

    public static IServiceCollection AddSecrets(this IServiceCollection services)
    {
        services.AddSingleton<MasterKeys>().AddSingleton<KeyRing>().AddSingleton<SecretRenewal>().AddHostedService<SecretService>();
        services.AddLogging(logging => logging.AddFilter(FrameworkWarning, LogLevel.Error));
        services.AddDataProtection().SetApplicationName(ApplicationName);
        services.AddOptions<KeyManagementOptions>()
            .Configure<NpgsqlDataSource, MasterKeys>((options, dataSource, master) => options.XmlRepository = new PostgresKeyRepository(dataSource, master));
        return services.AddSingleton<SecretProtector>().AddSingleton<InstanceSecretStore>();
    }
}
