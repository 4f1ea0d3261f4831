using EmailAgent.Api.Hosting;
using EmailAgent.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EmailAgent.Api.Tests.Hosting;

/// <summary>The whole product on an ephemeral loopback port and a database of its own.</summary>
public sealed class ApiHost : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly WebApplication _app;

    private ApiHost(TestDatabase database, WebApplication app)
    {
        _database = database;
        _app = app;
        Address = new Uri(app.Urls.Single());
    }

    public Uri Address { get; }

    public IServiceProvider Services => _app.Services;

    /// <param name="time">The clock; the real one when none is given.</param>
    /// <param name="server">The database server; the shared one when none is given.</param>
    /// <param name="settings">Configuration keys and values, such as <c>Mailboxes:PollInterval</c>.</param>
    /// <param name="configure">Adds or replaces services.</param>
    public static async Task<ApiHost> StartAsync(
        TimeProvider? time = null, PostgresServer? server = null, IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? configure = null)
    {
        var database = await TestDatabase.CreateAsync(server);
        var builder = WebApplication.CreateBuilder(
            ["--urls", "http://127.0.0.1:0", $"--ConnectionStrings:Postgres={database.ConnectionString}", "--environment", "Production"]);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        if (time is not null)
            builder.Services.AddSingleton(time);
        builder.AddEngine();
        builder.AddApi();
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseApi();
        app.MapApi();
        await app.StartAsync();
        return new ApiHost(database, app);
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

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }
}
