using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EmailAgent.Testing;

/// <summary>A web server on a loopback port, over TLS, that answers for all hosts as a test demands; 404 where it demands nothing.</summary>
public sealed class ScriptedHttpsServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly X509Certificate2 _certificate;
    private readonly ConcurrentDictionary<string, RequestDelegate> _answers = new();
    private readonly ConcurrentQueue<string> _requests = new();

    private ScriptedHttpsServer(WebApplication app, X509Certificate2 certificate) => (_app, _certificate) = (app, certificate);

    public int Port => new Uri(_app.Urls.Single()).Port;

    /// <summary>Returns the certificate in PEM, for clients that trust files.</summary>
    public string Authority => _certificate.ExportCertificatePem();

    /// <summary>Returns the addresses that were requested, without the scheme.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    public static async Task<ScriptedHttpsServer> StartAsync()
    {
        var certificate = SelfSignedCertificate.Create();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var app = builder.Build();
        var server = new ScriptedHttpsServer(app, certificate);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    /// <summary>Accepts the certificate of this server, for whatever host.</summary>
    public bool Accepts(object sender, X509Certificate? presented, X509Chain? chain, SslPolicyErrors errors) =>
        presented?.GetCertHashString() == _certificate.GetCertHashString();

    /// <param name="address">The host and the path, such as <c>example.org/a.xml</c>.</param>
    public void Answer(string address, RequestDelegate answer) => _answers[address] = answer;

    public void Answer(string address, string content) => Answer(address, context => context.Response.WriteAsync(content));

    public void Redirect(string address, string target) => Answer(address, context =>
    {
        context.Response.Redirect(target);
        return Task.CompletedTask;
    });

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate.Dispose();
    }

    private Task AnswerAsync(HttpContext context)
    {
        var address = $"{context.Request.Host.Host}{context.Request.Path}";
        _requests.Enqueue(address);
        if (_answers.TryGetValue(address, out var answer))
        {
            return answer(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
