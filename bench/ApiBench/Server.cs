using System.Net.Http.Json;
using System.Text.Json;
using EmailAgent.Api.Hosting;
using EmailAgent.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace EmailAgent.ApiBench;

/// <summary>The product in this process, on a database of its own, with one user.</summary>
internal sealed class Server(TestDatabase database, WebApplication app, Guid userId, string token) : IAsyncDisposable
{
    public string Address => app.Urls.Single();

    public string ConnectionString => database.ConnectionString;

    public IServiceProvider Services => app.Services;

    public Guid UserId => userId;

    public string Token => token;

    public static async Task<Server> StartAsync()
    {
        var database = await TestDatabase.CreateAsync();
        var builder = WebApplication.CreateBuilder(["--urls", "http://127.0.0.1:0", $"--ConnectionStrings:Postgres={database.ConnectionString}"]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddEngine();
        builder.AddApi();
        var app = builder.Build();
        app.UseApi();
        app.MapApi();
        await app.StartAsync();

        using var http = new HttpClient();
        var answer = await http.PostAsJsonAsync($"{app.Urls.Single()}/api/v1/auth/register", new { email = "bench@example.org", password = "correct horse" });
        var session = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return new Server(
            database, app, Guid.ParseExact(session.GetProperty("user").GetProperty("id").GetString()!, "N"), session.GetProperty("access_token").GetString()!);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await database.DisposeAsync();
    }
}
