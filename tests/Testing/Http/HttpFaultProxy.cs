using System.Collections.Concurrent;
using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EmailAgent.Testing;

/// <summary>An HTTP proxy on loopback in front of a server, which injects faults.</summary>
public abstract class HttpFaultProxy : IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly Uri _upstream;
    private readonly WebApplication _application;

    /// <param name="upstream">The server behind it.</param>
    /// <param name="seed">Where chance begins.</param>
    protected HttpFaultProxy(Uri upstream, int seed)
    {
        _upstream = upstream;
        Faults = new HttpFaultScript(seed);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(options => options.Limits.MaxRequestBodySize = null);
        _application = builder.Build();
        _application.Run(HandleAsync);
    }

    /// <summary>Gets the address for clients, ending with a slash; known once it is started.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    public HttpFaultScript Faults { get; }

    /// <summary>Gets the requests in order, as <c>GET /path?query</c>.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Indicates whether answers are compressed for clients that accept it.</summary>
    public bool Compresses { get; set; } = true;

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _http.Dispose();
        GC.SuppressFinalize(this);
    }

    protected async Task StartAsync()
    {
        await _application.StartAsync();
        var addresses = _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Address = new Uri(addresses.Addresses.Single() + "/");
    }

    /// <summary>Answers a request that does not go wrong.</summary>
    protected abstract Task<HttpAnswer> AnswerAsync(HttpMethod verb, string path, string token, string? contentType, byte[] body);

    /// <summary>Asks the server behind.</summary>
    protected async Task<HttpAnswer> ForwardAsync(HttpMethod verb, string path, string token, string? contentType, byte[] body)
    {
        using var request = new HttpRequestMessage(verb, new Uri(_upstream, path));
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        if (body.Length > 0)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        using var answer = await _http.SendAsync(request);
        return new HttpAnswer((int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString() ?? "", await answer.Content.ReadAsByteArrayAsync());
    }

    private async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        var path = request.Path.ToUriComponent() + request.QueryString.ToUriComponent();
        Requests.Enqueue($"{request.Method} {path}");
        var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var fault = Faults.TakeNext();
        switch (fault)
        {
            case HttpFault.CutBefore:
                context.Abort();
                return;
            case HttpFault.Silent:
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return;
            default:
                var token = request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal);
                var answer = HttpAnswer.Of(fault) ?? await AnswerAsync(new HttpMethod(request.Method), path, token, request.ContentType, body.ToArray());
                await WriteAsync(context, answer, cut: fault == HttpFault.CutAnswer);
                return;
        }
    }

    private async Task WriteAsync(HttpContext context, HttpAnswer answer, bool cut)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        if (answer.ContentType.Length > 0) response.ContentType = answer.ContentType;
        if (answer.RetryAfter is { } wait) response.Headers.RetryAfter = wait;
        var body = answer.Body;
        if (Compresses && body.Length > 0 && context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal))
        {
            response.Headers.ContentEncoding = "gzip";
            var packed = new MemoryStream();
            await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) await gzip.WriteAsync(body);
            body = packed.ToArray();
        }

        if (answer.Status != StatusCodes.Status204NoContent) response.ContentLength = body.Length;
        await response.Body.WriteAsync(cut ? body.AsMemory(0, body.Length / 2) : body);
        if (cut)
        {
            await response.Body.FlushAsync();
            context.Abort();
        }
    }
}
