using System.Globalization;
using System.Net;
using EmailAgent.Api.Answers;
using EmailAgent.Api.Http;

namespace EmailAgent.Api.Hosting;

/// <summary>The listening addresses and limits of the server.</summary>
internal static class WebListener
{
    private const int DefaultPort = 8080;

    // What the server reads ahead of each request; many uploads at a time would occupy eight times as much by default.
    private const int RequestBufferBytes = 128 * 1024;

    // A client that sends headers one by one occupies a connection no longer than this.
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Listens on loopback at <c>PORT</c> unless <c>ASPNETCORE_URLS</c> is set.</summary>
    public static void AddListener(this WebApplicationBuilder builder)
    {
        if (builder.Configuration[WebHostDefaults.ServerUrlsKey] is { Length: > 0 } addresses)
            CheckAddresses(addresses);
        else
            builder.WebHost.UseUrls($"http://127.0.0.1:{ReadPort(builder.Configuration["PORT"])}");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;
            kestrel.Limits.MinResponseDataRate = PacedWriting.LeastPace; // here, since HTTP/2 knows none of a single request
            kestrel.Limits.MaxRequestBodySize = BodyLimitMiddleware.MaxBytes;
            kestrel.Limits.MaxRequestBufferSize = RequestBufferBytes;
        });
    }

    private static int ReadPort(string? text) =>
        string.IsNullOrEmpty(text) ? DefaultPort
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= IPEndPoint.MaxPort ? port
        : throw new InvalidOperationException($"PORT must be a number from 1 to {IPEndPoint.MaxPort}, not \"{text}\".");

    // The server takes what it cannot read as a port for a part of the host's name, and listens to any name at all addresses.
    private static void CheckAddresses(string addresses)
    {
        foreach (var text in addresses.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var address = BindingAddress.Parse(text);
            if (!address.IsUnixPipe && !address.IsNamedPipe && (address.Port is < 0 or > IPEndPoint.MaxPort || (address.Host.Contains(':') && !address.Host.EndsWith(']'))))
                throw new InvalidOperationException($"ASPNETCORE_URLS contains \"{text}\", which has no valid port.");
        }
    }
}
