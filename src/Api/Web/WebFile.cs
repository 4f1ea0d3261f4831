using EmailAgent.Api.Json;

namespace EmailAgent.Api.Web;

/// <summary>A file of the web UI, in memory.</summary>
/// <param name="Path">Below the root, with a slash at the beginning.</param>
/// <param name="Brotli">The file compressed by the build; null if that made it no smaller.</param>
/// <param name="Gzip">The same, by gzip.</param>
internal sealed record WebFile(string Path, byte[] Content, byte[]? Brotli, byte[]? Gzip)
{
    /// <summary>The page of the UI; every deep link is answered with it.</summary>
    public const string IndexPath = "/index.html";

    /// <summary>The page that a message's HTML is shown in. It allows styles within the HTML, which the UI itself does not, and no script.</summary>
    public const string FramePath = "/mail-frame.html";

    /// <summary>The same, for a message whose reader has asked for its images, which may be on any server.</summary>
    public const string ImageFramePath = "/mail-frame-images.html";

    /// <summary>The folder of files whose names change with their content.</summary>
    public const string HashedFolder = "/assets";

    private static readonly Dictionary<string, string> ContentTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".css"] = "text/css; charset=utf-8",
        [".html"] = "text/html; charset=utf-8",
        [".ico"] = "image/x-icon",
        [".js"] = "text/javascript; charset=utf-8",
        [".json"] = "application/json",
        [".png"] = "image/png",
        [".svg"] = "image/svg+xml",
        [".txt"] = "text/plain; charset=utf-8",
        [".webmanifest"] = "application/manifest+json",
        [".webp"] = "image/webp",
        [".woff2"] = "font/woff2",
    };

    public string ContentType { get; } = ContentTypes.GetValueOrDefault(System.IO.Path.GetExtension(Path), "application/octet-stream");

    public string Tag { get; } = EntityTags.Of(Content);

    /// <summary>Indicates whether the content at this path never changes.</summary>
    public bool IsHashed { get; } = Path.StartsWith(HashedFolder + "/", StringComparison.Ordinal);
}
