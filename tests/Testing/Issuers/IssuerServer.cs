using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace EmailAgent.Testing;

/// <summary>An OpenID Connect issuer of npm - <c>oidc-provider</c> or <c>oauth2-mock-server</c> - on a loopback port.</summary>
public sealed class IssuerServer : IAsyncDisposable
{
    private static readonly string Packages = Path.Combine(Repository.Root, "artifacts", "npm", "issuers", "node_modules");
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly TestProcess _process;
    private readonly int _port = LoopbackPort.Find();
    private readonly HttpClient _http;

    private IssuerServer(TestProcess process)
    {
        _process = process;
        Address = $"http://127.0.0.1:{_port}";
        _http = new HttpClient { BaseAddress = new Uri(Address) };
    }

    /// <summary>Gets the reason for skipping tests with it; null if it is installed.</summary>
    public static string? Missing => EmulateServer.Missing // whose Node.js is new enough
        ?? (Directory.Exists(Path.Combine(Packages, "oidc-provider")) ? null : "oidc-provider, oauth2-mock-server: not installed (./test runs npm ci)");

    /// <summary>Gets the address as named in the tokens.</summary>
    public string Address { get; }

    /// <param name="package">The package, and the script in this folder that runs it.</param>
    public static async Task<IssuerServer> StartAsync(string package)
    {
        var process = await TestProcess.CreateAsync("issuer");
        var server = new IssuerServer(process);
        try
        {
            await process.CopyAsync(Packages);
            await process.CopyAsync(Path.Combine(Repository.Root, "tests", "Testing", "Issuers", "Node", $"{package}.mjs"));
            await process.StartAsync(EmulateServer.Node, Path.Combine(process.Folder, $"{package}.mjs"), server._port.ToString(CultureInfo.InvariantCulture));
            await Eventually.True(server.AnswersAsync, StartLimit);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns an access token by client credentials, with more parameters.</summary>
    public async Task<string> TokenAsync(params (string Name, string Value)[] parameters)
    {
        var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = "client", ["client_secret"] = "secret" };
        foreach (var (name, value) in parameters)
            form[name] = value;
        using var content = new FormUrlEncodedContent(form);
        using var answer = await _http.PostAsync(new Uri("/token", UriKind.Relative), content);
        return answer.IsSuccessStatusCode
            ? (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!
            : throw new InvalidOperationException($"The issuer answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            var discovery = await _http.GetFromJsonAsync<JsonElement>(new Uri("/.well-known/openid-configuration", UriKind.Relative));
            return discovery.GetProperty("issuer").GetString() == Address;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
