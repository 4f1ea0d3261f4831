using EmailAgent.Api.Hosting;
using EmailAgent.Grains.Access;
using EmailAgent.Silo;
using EmailAgent.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EmailAgent.Api.Tests.Hosting;

/// <summary>The whole product on an ephemeral loopback port and a database of its own.</summary>
public sealed class ApiHost : IAsyncDisposable
{
    private readonly TestDatabase? _ownDatabase;
    private readonly WebApplication _app;

    private ApiHost(TestDatabase? ownDatabase, WebApplication app)
    {
        _ownDatabase = ownDatabase;
        _app = app;
        Address = new Uri(app.Urls.Single());
    }

    public Uri Address { get; }

    /// <summary>The services of the API and of its silo.</summary>
    public IServiceProvider Services => _app.Services;

    /// <param name="time">The clock; the real one when none is given.</param>
    /// <param name="server">The database server; the shared one when none is given.</param>
    /// <param name="settings">Configuration keys and values, such as <c>Mailboxes:PollInterval</c>.</param>
    /// <param name="configure">Adds or replaces services.</param>
    /// <param name="database">A database that outlives the host; one of its own when none is given.</param>
    /// <param name="cheapPasswords">Whether passwords are hashed with few rounds; else as in life, which would be most of what these tests do.</param>
    public static async Task<ApiHost> StartAsync(
        TimeProvider? time = null,
        PostgresServer? server = null,
        IReadOnlyDictionary<string, string?>? settings = null,
        Action<IServiceCollection>? configure = null,
        TestDatabase? database = null,
        bool cheapPasswords = true)
    {
        var ownDatabase = database is null ? await TestDatabase.CreateAsync(server) : null;
        var connectionString = (database ?? ownDatabase)!.ConnectionString;
        void Prepare(IHostApplicationBuilder builder)
        {
            builder.Configuration.AddInMemoryCollection(ProductSettings.NoRateLimits).AddInMemoryCollection(ProductSettings.LocalServers);
            builder.Configuration.AddInMemoryCollection(settings);
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            if (time is not null)
                builder.Services.AddSingleton(time);
        }

        void Complete(IHostApplicationBuilder builder)
        {
            if (cheapPasswords)
                builder.Services.PostConfigure<PasswordHasherOptions>(options => options.IterationCount = 1_000);
            configure?.Invoke(builder.Services);
        }

        var builder = WebApplication.CreateBuilder(
            ["--urls", "http://127.0.0.1:0", $"--ConnectionStrings:Postgres={connectionString}", "--environment", "Production"]);
        Prepare(builder);
        builder.AddGrainAccess();
        builder.AddApi();
        Complete(builder);
        var app = builder.Build();
        app.UseApi();
        app.MapApi();
        await app.StartAsync();
        return new ApiHost(ownDatabase, app);
    }

    /// <summary>A client that is nobody yet.</summary>
    public ApiClient Anonymous() => new(this, token: null);

    /// <summary>Registers a new user and answers a client of that user.</summary>
    public async Task<ApiClient> RegisterAsync()
    {
        using var anonymous = Anonymous();
        var session = await anonymous.PostAsync("/api/v1/auth/register", new { email = $"{Guid.NewGuid():N}@example.org", password = "correct horse" });
        return new ApiClient(this, session.Text("access_token")) { UserId = Guid.ParseExact(session.Json.GetProperty("user").GetProperty("id").GetString()!, "N") };
    }

    /// <summary>Registers a new user who is an administrator, as one who used the set-up link is.</summary>
    public async Task<ApiClient> RegisterAdminAsync()
    {
        var user = await RegisterAsync();
        await using var command = Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("UPDATE users SET role = 'admin' WHERE id = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = user.UserId });
        await command.ExecuteNonQueryAsync();
        await Services.GetRequiredService<IClusterClient>().GetGrain<IAccessGrain>(user.UserId.ToString("N")).ForgetAsync();
        return user;
    }

    /// <summary>Stops the API and its silo.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_ownDatabase is not null)
            await _ownDatabase.DisposeAsync();
    }
}
