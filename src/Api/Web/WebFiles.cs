using System.Collections.Frozen;

namespace EmailAgent.Api.Web;

/// <summary>
/// The files of the web UI, read at the start: a path outside of them cannot be requested, and a build that replaces them does not disturb
/// a process that runs.
/// </summary>
internal sealed class WebFiles
{
    private const string BrotliEnding = ".br";
    private const string GzipEnding = ".gz";

    // Everything else at these paths is the API's, which answers unknown ones with a problem document.
    private static readonly string[] ApiPaths = ["/api", "/openapi", "/docs", "/health", "/metrics", "/mcp", "/webhooks", "/.well-known"];

    private readonly FrozenDictionary<string, WebFile> _files;

    private WebFiles(FrozenDictionary<string, WebFile> files) => _files = files;

    /// <summary>Indicates whether there is a web UI.</summary>
    public bool Any => _files.Count > 0;

    /// <summary>Reads all files below a folder, except those in folders whose name begins with a dot.</summary>
    /// <param name="root">A folder that contains <c>index.html</c>. If it does not exist, there are no files.</param>
    /// <exception cref="InvalidOperationException">It exists and contains no <c>index.html</c>.</exception>
    public static WebFiles Load(string root)
    {
        if (!Directory.Exists(root))
            return new WebFiles(FrozenDictionary<string, WebFile>.Empty);
        var contents = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Select(file => (File: file, Path: "/" + Path.GetRelativePath(root, file).Replace('\\', '/')))
            .Where(found => !found.Path.Contains("/.", StringComparison.Ordinal))
            .ToDictionary(found => found.Path, found => File.ReadAllBytes(found.File), StringComparer.Ordinal);
        if (!contents.ContainsKey(WebFile.IndexPath))
            throw new InvalidOperationException($"{root} contains no index.html, so it is not the web UI; see Web:Root.");
        return new WebFiles(contents.Where(content => !IsCompressed(content.Key))
            .Select(content => new WebFile(
                content.Key, content.Value, contents.GetValueOrDefault(content.Key + BrotliEnding), contents.GetValueOrDefault(content.Key + GzipEnding)))
            .ToFrozenDictionary(file => file.Path, StringComparer.Ordinal));
    }

    /// <summary>Returns the file that answers a request; null if the request is for the API.</summary>
    public WebFile? Find(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method) || ApiPaths.Any(path => request.Path.StartsWithSegments(path, StringComparison.Ordinal)))
            return null;
        if (request.Path.Value is { } path && _files.TryGetValue(path, out var file))
            return file;
        var isPage = !request.Path.StartsWithSegments(WebFile.HashedFolder, StringComparison.Ordinal)
            && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
        return isPage ? _files.GetValueOrDefault(WebFile.IndexPath) : null;
    }

    private static bool IsCompressed(string path) =>
        path.EndsWith(BrotliEnding, StringComparison.Ordinal) || path.EndsWith(GzipEnding, StringComparison.Ordinal);
}
