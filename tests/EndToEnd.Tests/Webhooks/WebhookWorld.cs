using System.Text.Json;
using EmailAgent.EndToEnd.Tests.Cluster;
using EmailAgent.EndToEnd.Tests.Sending;
using EmailAgent.Testing;

namespace EmailAgent.EndToEnd.Tests.Webhooks;

/// <summary>An API and silos, any of which can be killed, with webhooks of one user to endpoints over TLS.</summary>
internal sealed class WebhookWorld : IAsyncDisposable
{
    public const string EventType = "saved_search.updated";

    private const int SiloCount = 3;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly ScriptedHttpsServer _server;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("webhook-series");
    private string _searchId = "";
    private int _changes;

    private WebhookWorld(ScriptedHttpsServer server, TestDatabase database) => (_server, Database) = (server, database);

    public TestDatabase Database { get; }

    public ApiProcess Product { get; private set; } = null!;

    public SendingClient Client { get; private set; } = null!;

    public IReadOnlyList<SeriesEndpoint> Endpoints { get; private set; } = [];

    /// <param name="good">Number of endpoints that accept deliveries at once.</param>
    /// <param name="bad">Number of endpoints of each other kind.</param>
    public static async Task<WebhookWorld> StartAsync(int good, int bad)
    {
        var world = new WebhookWorld(await ScriptedHttpsServer.StartAsync(), await TestDatabase.CreateAsync());
        try
        {
            await world.StartAsync([
                .. Enumerable.Repeat(EndpointKind.Good, good),
                .. Enumerable.Repeat(EndpointKind.Slow, bad),
                .. Enumerable.Repeat(EndpointKind.Hanging, bad),
                .. Enumerable.Repeat(EndpointKind.Failing, bad)]);
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    /// <summary>Adds an event to the log.</summary>
    public Task AddEventAsync() => Client.SendAsync<JsonElement>(HttpMethod.Patch, $"/saved-searches/{_searchId}", new { query = $"word{_changes++}" });

    /// <summary>Kills a silo, starts it again, and waits until it is one of the cluster.</summary>
    public async Task KillAsync(Random random)
    {
        var newest = await Silos.NewestAsync(Database);
        var victim = Product.Silos[random.Next(SiloCount)];
        await victim.KillAsync();
        victim.Launch();
        await Eventually.True(() => Silos.AreRunningAsync(Database, SiloCount, newest), Limit);
    }

    public async ValueTask DisposeAsync()
    {
        // Before the endpoints, whose requests it then ends.
        if (Product is { } product)
            await product.DisposeAsync();
        await _server.DisposeAsync();
        await Database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task StartAsync(IReadOnlyList<EndpointKind> kinds)
    {
        var authority = Path.Combine(_folder.FullName, "authority.pem");
        await File.WriteAllTextAsync(authority, _server.Authority);
        var settings = new Dictionary<string, string>
        {
            ["Webhooks__Http__AuthorityFile"] = authority,
            ["Webhooks__PollInterval"] = "00:00:05",
            ["Webhooks__PerUser"] = "1000",
            ["Http__RequestTimeout"] = "00:00:20",
        };
        Product = await ApiProcess.StartAsync(Database.ConnectionString, settings, SiloCount);
        await Eventually.True(() => Silos.AreRunningAsync(Database, SiloCount, newerThan: 0), Limit);
        var account = await Account.RegisterAsync(Product.Client);
        var email = (await account.GetAsync<JsonElement>("/profile")).GetProperty("email").GetString()!;
        Client = new SendingClient(Product.Client, email);
        var search = await Client.SendAsync<JsonElement>(HttpMethod.Post, "/saved-searches", new { name = "series", query = "word" });
        _searchId = search.GetProperty("id").GetString()!;
        Endpoints = [.. kinds.Select((kind, n) => new SeriesEndpoint(kind, $"{kind}-{n}"))];
        foreach (var endpoint in Endpoints)
            await CreateAsync(endpoint);
    }

    private async Task CreateAsync(SeriesEndpoint endpoint)
    {
        _server.Answer($"127.0.0.1/{endpoint.Path}", endpoint.AnswerAsync);
        var created = await Client.SendAsync<JsonElement>(
            HttpMethod.Post, "/integrations/webhooks", new { url = $"https://127.0.0.1:{_server.Port}/{endpoint.Path}", event_types = new[] { EventType } });
        endpoint.WebhookId = Guid.Parse(created.GetProperty("id").GetString()!);
        endpoint.Secret = created.GetProperty("secret").GetString()!;
    }
}
