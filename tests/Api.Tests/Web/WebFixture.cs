using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Web;

/// <summary>A host with a web UI of a few files.</summary>
public sealed class WebFixture : IAsyncLifetime
{
    public const string Index = "<!doctype html><title>UI</title>";
    public const string Script = "export const answer = 42;";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("emailagent-web-");
    private ApiHost? _host;

    public ApiHost Host => _host ?? throw new InvalidOperationException("PostgreSQL is missing.");

    public async Task InitializeAsync()
    {
        if (PostgresServer.Missing is not null)
            return;
        await WriteAsync("index.html", Index);
        await WriteAsync("mail-frame.html", "<!doctype html><title>Message</title>");
        await WriteAsync("mail-frame-images.html", "<!doctype html><title>Message</title>");
        await WriteAsync("icon.svg", "<svg/>");
        await WriteAsync("assets/main-1a2b.js", Script);
        await WriteAsync("assets/main-1a2b.js.br", "as brotli");
        await WriteAsync("assets/main-1a2b.js.gz", "as gzip");
        await WriteAsync(".vite/manifest.json", "{}");
        _host = await ApiHost.StartAsync(settings: new Dictionary<string, string?> { ["Web:Root"] = _root.FullName });
    }

    public async Task DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        _root.Delete(recursive: true);
    }

    private async Task WriteAsync(string path, string content)
    {
        var file = new FileInfo(Path.Combine(_root.FullName, path));
        file.Directory!.Create();
        await File.WriteAllTextAsync(file.FullName, content);
    }
}
