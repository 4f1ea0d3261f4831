using EmailAgent.Storage.Access;
using EmailAgent.Storage.Admin;
using EmailAgent.Storage.ApiKeys;
using EmailAgent.Storage.Audit;
using EmailAgent.Storage.Connections;
using EmailAgent.Storage.Database;
using EmailAgent.Storage.Erasure;
using EmailAgent.Storage.Events;
using EmailAgent.Storage.Health;
using EmailAgent.Storage.Identity;
using EmailAgent.Storage.Lockout;
using EmailAgent.Storage.Mail;
using EmailAgent.Storage.Migrations;
using EmailAgent.Storage.Notices;
using EmailAgent.Storage.Organizations;
using EmailAgent.Storage.Push;
using EmailAgent.Storage.Search;
using EmailAgent.Storage.SecondFactor;
using EmailAgent.Storage.Secrets;
using EmailAgent.Storage.Shares;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EmailAgent.Storage;

public static class StorageRegistration
{
    /// <summary>
    /// Registers the database and every store on it; the schema is brought up to date when the host starts, before any
    /// other hosted service runs.
    /// </summary>
    /// <param name="services">Where to register.</param>
    /// <param name="connectionString">Npgsql connection string; what it leaves open is set to what suits this product.</param>
    public static IServiceCollection AddStorage(this IServiceCollection services, string connectionString)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton(_ => StorageDataSource.Create(connectionString))
            .AddMigrations()
            .AddSecrets()
            .AddIdentityStores()
            .AddAccess()
            .AddAudit()
            .AddAdminStores()
            .AddHealth()
            .AddOrganizations()
            .AddShareStore()
            .AddApiKeyStores()
            .AddConnectionStores()
            .AddErasureStore()
            .AddAttemptStore()
            .AddSecondFactorStore()
            .AddNoticeStore()
            .AddPushStores()
            .AddMail()
            .AddSearch()
            .AddEvents();
    }
}
