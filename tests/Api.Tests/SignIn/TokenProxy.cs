using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EmailAgent.Api.Tests.SignIn;

/// <summary>Stands before a sign-in service, counts what is asked of it, and answers in its place when told to.</summary>
public sealed class TokenProxy : IAsyncDisposable
{
    private readonly HttpClient _client = new();
    private readonly WebApplication _app;
    private readonly Uri _upstream;
    private int _refreshes;
    private int _revocations;
    private int _looks;

    private TokenProxy(WebApplication app, Uri upstream)
    {
        _app = app;
        _upstream = upstream;
    }

    public Uri Address => new(_app.Urls.Single());

    /// <summary>How often a refresh token was sent.</summary>
    public int Refreshes => Volatile.Read(ref _refreshes);

    /// <summary>How often a token was to be revoked.</summary>
    public int Revocations => Volatile.Read(ref _revocations);

    /// <summary>How often the service's API was asked.</summary>
    public int Looks => Volatile.Read(ref _looks);

    /// <summary>Method and trace of each request (W3C trace context: the header <c>traceparent</c>).</summary>
    public ConcurrentQueue<(string Method, string Trace)> Traces { get; } = new();

    /// <summary>Answers instead of the service, by path and form; null lets a request through.</summary>
    public Func<string, IFormCollection, IResult?> Answer { get; set; } = (_, _) => null;

    /// <summary>Changes what the service answers, by path.</summary>
    public Func<string, string, string> Change { get; set; } = (_, body) => body;

    /// <summary>Whether the service's API takes a token.</summary>
    public Func<string, bool> Accepts { get; set; } = _ => true;

    /// <summary>Ways in which a token endpoint can fail without saying anything about the token, and how a user is told who waits for it.</summary>
    public static IReadOnlyList<(Func<IResult> Answer, int Status, string Code)> Breakdowns { get; } =
    [
        (() => Results.StatusCode(500), 503, "unavailable"),
        (() => Results.Json(new { error = "invalid_grant" }, statusCode: 503), 503, "unavailable"),
        (() => Results.StatusCode(429), 503, "unavailable"),
        (() => Results.Json(new { error = "invalid_client" }, statusCode: 401), 422, "sign_in_refused"),
        (() => Results.Redirect("https://example.org/"), 422, "sign_in_refused"),
        (() => Results.Text("<html>We will be back soon</html>", "text/html"), 422, "sign_in_refused"),
        (() => Results.Text("""{"access_token":5}"""), 422, "sign_in_refused"),
        (() => Results.Text("{}"), 422, "sign_in_refused"),
        (() => Results.Text("{\"access_token\":\"" + new string('a', 1_000_000) + "\"}"), 422, "sign_in_refused"),
        (() => new Silence(), 503, "unavailable"),
    ];

    public static async Task<TokenProxy> StartAsync(Uri upstream)
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var proxy = new TokenProxy(app, upstream);
        app.MapPost("/{**path}", (Delegate)proxy.ForwardAsync);
        app.MapGet("/{**path}", (Delegate)proxy.ForwardGetAsync);
        await app.StartAsync();
        return proxy;
    }

    /// <summary>Lets everything through again.</summary>
    public void Reset()
    {
        Answer = (_, _) => null;
        Change = (_, body) => body;
        Accepts = _ => true;
    }

    /// <summary>Makes access tokens expire soon.</summary>
    public void ShortenLives(int seconds = 2) => Change = (_, body) => body.Replace("\"expires_in\":3600", $"\"expires_in\":{seconds}", StringComparison.Ordinal);

    /// <summary>Changes a text of a JSON object, or takes it away.</summary>
    public static string Replace(string json, string name, Func<string, string?> change)
    {
        var answer = JsonNode.Parse(json)!.AsObject();
        if (answer[name] is { } value && change(value.GetValue<string>()) is var changed)
        {
            answer.Remove(name);
            if (changed is not null) answer[name] = changed;
        }

        return answer.ToJsonString();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _client.Dispose();
    }

    private async Task<IResult> ForwardAsync(HttpContext context)
    {
        Traces.Enqueue(("POST", context.Request.Headers.TraceParent.ToString()));
        var form = await context.Request.ReadFormAsync();
        var path = context.Request.Path.Value!;
        if (form["grant_type"] == "refresh_token") Interlocked.Increment(ref _refreshes);
        if (path.EndsWith("/revoke", StringComparison.Ordinal)) Interlocked.Increment(ref _revocations);
        if (Answer(path, form) is { } answer)
        {
            return answer;
        }

        using var content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Key, field.Value.ToString())));
        using var response = await _client.PostAsync(new Uri(_upstream, path), content);
        var body = Change(path, await response.Content.ReadAsStringAsync());
        return Results.Text(body, "application/json", statusCode: (int)response.StatusCode);
    }

    private async Task<IResult> ForwardGetAsync(HttpContext context)
    {
        Traces.Enqueue(("GET", context.Request.Headers.TraceParent.ToString()));
        Interlocked.Increment(ref _looks);
        var token = context.Request.Headers.Authorization.ToString();
        if (!Accepts(token["Bearer ".Length..]))
            return Results.Unauthorized();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_upstream, context.Request.Path.Value));
        request.Headers.TryAddWithoutValidation("Authorization", token);
        using var response = await _client.SendAsync(request);
        return Results.Text(await response.Content.ReadAsStringAsync(), "application/json", statusCode: (int)response.StatusCode);
    }

    /// <summary>Says nothing until the caller has gone.</summary>
    private sealed class Silence : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var gone = new TaskCompletionSource();
            await using var registration = httpContext.RequestAborted.Register(gone.SetResult);
            await gone.Task;
        }
    }
}
