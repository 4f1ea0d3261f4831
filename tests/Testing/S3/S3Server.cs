using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EmailAgent.Testing;

/// <summary>A bucket of S3 on loopback, with as much of the API as single objects require; it stores exactly the bytes that it receives.</summary>
public sealed class S3Server : IAsyncDisposable
{
    public const string Bucket = "blobs";
    public const string AccessKey = "test-key";

    private readonly WebApplication _app;
    private int _refusals;

    private S3Server(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    /// <summary>Gets the objects by their names.</summary>
    public ConcurrentDictionary<string, byte[]> Objects { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the headers of all requests that stored an object.</summary>
    public ConcurrentQueue<Dictionary<string, string>> Puts { get; } = new();

    /// <summary>Gets or sets bytes that the server stores in front of each object, as one does that takes framing for content.</summary>
    public byte[] Framing { get; set; } = [];

    /// <summary>Gets or sets whether the server refuses to delete what it does not have, as Google's does.</summary>
    public bool RefusesMissing { get; set; }

    public static async Task<S3Server> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var server = new S3Server(app);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    /// <summary>Refuses the next requests as an overloaded server does.</summary>
    public void Refuse(int requests) => _refusals = requests;

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private Task AnswerAsync(HttpContext context)
    {
        var signature = context.Request.Headers.Authorization.ToString();
        if (!signature.StartsWith($"AWS4-HMAC-SHA256 Credential={AccessKey}/", StringComparison.Ordinal))
            return RefuseAsync(context, 403, "AccessDenied");
        if (Interlocked.Decrement(ref _refusals) >= 0)
            return RefuseAsync(context, 503, "SlowDown");

        var path = context.Request.Path.ToString();
        if (!path.StartsWith($"/{Bucket}/", StringComparison.Ordinal))
            return RefuseAsync(context, 404, "NoSuchBucket");
        var name = path[(Bucket.Length + 2)..];
        return context.Request.Method switch
        {
            "PUT" => PutAsync(context, name),
            "GET" or "HEAD" => GetAsync(context, name),
            "DELETE" => DeleteAsync(context, name),
            _ => RefuseAsync(context, 405, "MethodNotAllowed"),
        };
    }

    private async Task PutAsync(HttpContext context, string name)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var content = body.ToArray();
        var headers = context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString());
        Puts.Enqueue(headers);
        if (headers["x-amz-content-sha256"] is { Length: 64 } hash && hash != Convert.ToHexStringLower(SHA256.HashData(content)))
        {
            await RefuseAsync(context, 400, "XAmzContentSHA256Mismatch");
            return;
        }

        Objects[name] = [.. Framing, .. content];
    }

    private async Task GetAsync(HttpContext context, string name)
    {
        if (!Objects.TryGetValue(name, out var content))
        {
            await RefuseAsync(context, 404, "NoSuchKey");
            return;
        }

        var part = content.AsMemory();
        if (context.Request.Headers.Range.ToString() is { Length: > 0 } range)
        {
            var ends = range["bytes=".Length..].Split('-').Select(end => int.Parse(end, CultureInfo.InvariantCulture)).ToArray();
            if (ends[0] >= content.Length)
            {
                await RefuseAsync(context, 416, "InvalidRange");
                return;
            }

            part = part[ends[0]..Math.Min(content.Length, ends[1] + 1)];
            context.Response.StatusCode = StatusCodes.Status206PartialContent;
            context.Response.Headers.ContentRange = $"bytes {ends[0]}-{ends[0] + part.Length - 1}/{content.Length}";
        }

        context.Response.ContentLength = part.Length;
        if (context.Request.Method == "GET")
            await context.Response.Body.WriteAsync(part);
    }

    private Task DeleteAsync(HttpContext context, string name)
    {
        if (!Objects.TryRemove(name, out _) && RefusesMissing)
            return RefuseAsync(context, 404, "NoSuchKey");
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static Task RefuseAsync(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/xml";
        return context.Request.Method == "HEAD"
            ? Task.CompletedTask
            : context.Response.WriteAsync($"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>{code}</Code><Message>{code}</Message></Error>");
    }
}
