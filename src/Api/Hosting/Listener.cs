using EmailAgent.Api.Answers;
using EmailAgent.Api.Http;

namespace EmailAgent.Api.Hosting;

/// <summary>Where the server listens and what it lets in.</summary>
internal static class Listener
{
    private const int DefaultPort = 8080;

    // Who sends headers one by one holds a connection no longer than this.
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Listens on loopback at <c>PORT</c> unless <c>ASPNETCORE_URLS</c> says otherwise.</summary>
    public static void AddListener(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
            builder.WebHost.UseUrls($"http://127.0.0.1:{builder.Configuration.GetValue("PORT", DefaultPort)}");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;
            kestrel.Limits.MinResponseDataRate = PacedWriting.LeastPace; // here, since HTTP/2 knows none of a single request
            kestrel.Limits.MaxRequestBodySize = BodyLimitMiddleware.MaxBytes;
        });
    }
}
