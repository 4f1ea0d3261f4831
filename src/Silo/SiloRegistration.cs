using EmailAgent.Silo.Hosting;
using EmailAgent.Storage;
using EmailAgent.Storage.Secrets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EmailAgent.Silo;

/// <summary>What a silo is made of, in a process of its own or inside the Api's.</summary>
public static class SiloRegistration
{
    /// <summary>Adds storage, which brings the schema up to date first of all, the engine, and the grains with what they need.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="connectionString">The PostgreSQL database of the installation.</param>
    public static IHostApplicationBuilder AddSilo(this IHostApplicationBuilder builder, string connectionString)
    {
        builder.Services.AddStorage(connectionString);
        builder.Services.Configure<SecretOptions>(builder.Configuration.GetSection("Secrets"));
        builder.AddSiloEngine(connectionString);
        builder.Services.AddEgress(builder.Configuration);
        builder.Services.AddImapProvider(builder.Configuration);
        builder.Services.AddOAuth(builder.Configuration);
        builder.Services.AddGmailProvider(builder.Configuration);
        builder.Services.AddNoticeSender(builder.Configuration);
        builder.Services.AddGrains(builder.Configuration);
        return builder.AddSiloWatch();
    }
}
