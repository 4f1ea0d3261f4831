using System.Net.Http.Json;
using System.Text.Json;
using EmailAgent.Api.Hosting;
using EmailAgent.Silo;
using EmailAgent.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EmailAgent.ApiBench;

/// <summary>The product in this process, with a separate database and one user.</summary>
internal sealed class Server(TestDatabase database, WebApplication app, Guid userId, string token) : IAsyncDisposable
{
    public string Address => app.Urls.Single();

    public string ConnectionString => database.ConnectionString;

    /// <summary>The services of the API and of its silo.</summary>
    public IServiceProvider Services => app.Services;

    public Guid UserId => userId;

    public string Token => token;

    public static async Task<Server> StartAsync()
    {
        var database = await TestDatabase.CreateAsync();
        var builder = WebApplication.CreateBuilder(["--urls", "http://127.0.0.1:0", $"--ConnectionStrings:Postgres={database.ConnectionString}"]);
        Prepare(builder);
        builder.AddGrainAccess();
        builder.AddApi();
        var app = builder.Build();
        app.UseApi();
        app.MapApi();
        await app.StartAsync();

        var (userId, token) = await RegisterAsync(app, "bench@example.org");
        return new Server(database, app, userId, token);
    }

    private static void Prepare(IHostApplicationBuilder builder)
    {
        builder.Configuration.AddInMemoryCollection(ProductSettings.NoRateLimits).AddInMemoryCollection(ProductSettings.LocalServers);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
    }

    public Task<(Guid UserId, string Token)> RegisterAsync(string email) => RegisterAsync(app, email);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await database.DisposeAsync();
    }

    private static async Task<(Guid UserId, string Token)> RegisterAsync(WebApplication app, string email)
    {
        using var http = new HttpClient();
        var answer = await http.PostAsJsonAsync($"{app.Urls.Single()}/api/v1/auth/register", new { email, password = "correct horse" });
        var session = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (Guid.ParseExact(session.GetProperty("user").GetProperty("id").GetString()!, "N"), session.GetProperty("access_token").GetString()!);
    }
}
