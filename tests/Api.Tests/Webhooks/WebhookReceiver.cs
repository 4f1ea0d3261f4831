using System.Collections.Concurrent;
using System.Globalization;
using EmailAgent.Testing;
using Microsoft.AspNetCore.Http;

namespace EmailAgent.Api.Tests.Webhooks;

/// <summary>Endpoints over TLS on loopback, which keep what they receive, and answer as a test demands; <c>200 ok</c> where it demands nothing.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly ScriptedHttpsServer _server;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("webhooks");
    private readonly ConcurrentDictionary<string, ConcurrentQueue<ReceivedDelivery>> _received = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<RequestDelegate>> _answers = new();

    private WebhookReceiver(ScriptedHttpsServer server)
    {
        _server = server;
        File.WriteAllText(AuthorityFile, server.Authority);
    }

    /// <summary>The settings of a host that trusts these endpoints, and looks every second for what is due.</summary>
    public Dictionary<string, string?> Settings => new() { ["Webhooks:Http:AuthorityFile"] = AuthorityFile, ["Webhooks:PollInterval"] = "00:00:01" };

    private string AuthorityFile => Path.Combine(_folder.FullName, "authority.pem");

    public static async Task<WebhookReceiver> StartAsync() => new(await ScriptedHttpsServer.StartAsync());

    /// <summary>Answers with a status.</summary>
    /// <param name="retryAfter">Seconds; null for none.</param>
    public static RequestDelegate Status(int status, int? retryAfter = null) => context =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return context.Response.WriteAsync($"answer {status}");
    };

    /// <summary>Opens an endpoint.</summary>
    /// <param name="name">The path, without the slash.</param>
    /// <param name="answers">The answers to the first requests.</param>
    /// <returns>Its address.</returns>
    public string Open(string name, params RequestDelegate[] answers)
    {
        _answers[name] = new ConcurrentQueue<RequestDelegate>(answers);
        _received[name] = new ConcurrentQueue<ReceivedDelivery>();
        _server.Answer($"127.0.0.1/{name}", context => AnswerAsync(name, context));
        return $"https://127.0.0.1:{_server.Port}/{name}";
    }

    /// <summary>Returns what an endpoint has received, in order.</summary>
    public IReadOnlyList<ReceivedDelivery> Received(string name) => [.. _received[name]];

    /// <summary>Waits until an endpoint has received so many requests, and returns them.</summary>
    public async Task<IReadOnlyList<ReceivedDelivery>> ReceiveAsync(string name, int count)
    {
        await Eventually.True(() => _received[name].Count >= count);
        return Received(name);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task AnswerAsync(string name, HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers;
        _received[name].Enqueue(new ReceivedDelivery(
            headers["webhook-id"].ToString(),
            long.Parse(headers["webhook-timestamp"].ToString(), CultureInfo.InvariantCulture),
            headers["webhook-signature"].ToString().Split(' '),
            body.ToArray()));
        if (_answers[name].TryDequeue(out var answer))
            await answer(context);
        else
            await context.Response.WriteAsync("ok");
    }
}
