using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EmailAgent.Storage.Secrets;

internal static class SecretRegistration
{
    // The name all keys are derived under: changing it makes every stored secret unreadable.
    private const string ApplicationName = "EmailAgent";

    public static IServiceCollection AddSecrets(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName(ApplicationName);
        services.AddOptions<KeyManagementOptions>()
            .Configure<NpgsqlDataSource>((options, dataSource) => options.XmlRepository = new PostgresKeyRepository(dataSource));
        return services.AddSingleton<SecretProtector>().AddSingleton<InstanceSecretStore>();
    }
}
