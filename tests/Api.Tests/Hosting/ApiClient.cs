using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace EmailAgent.Api.Tests.Hosting;

/// <summary>Calls a host as one user, or as nobody.</summary>
public sealed class ApiClient : IDisposable
{
    private readonly HttpClient _http;

    public ApiClient(ApiHost host, string? token)
    {
        Host = host;
        Token = token;
        _http = new HttpClient { BaseAddress = host.Address };
        if (token is not null)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public ApiHost Host { get; }

    public string? Token { get; }

    public Guid UserId { get; init; }

    public Task<ApiAnswer> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public Task<ApiAnswer> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return SendAsync(request);
    }

    public Task<ApiAnswer> PostAsync(string path, object? body = null) => SendAsync(HttpMethod.Post, path, body);

    public Task<ApiAnswer> PatchAsync(string path, object? body) => SendAsync(HttpMethod.Patch, path, body);

    public Task<ApiAnswer> DeleteAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Delete, path));

    public Task<ApiAnswer> SendAsync(HttpMethod method, string path, object? body) =>
        SendAsync(new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) });

    /// <summary>Sends a request that is bound to a state of the resource by If-Match.</summary>
    public Task<ApiAnswer> SendIfAsync(HttpMethod method, string path, string tag, object? body = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("If-Match", tag);
        return SendAsync(request);
    }

    public async Task<ApiAnswer> SendAsync(HttpRequestMessage request)
    {
        var response = await _http.SendAsync(request);
        return new ApiAnswer(response, await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>Begins a request whose answer does not end.</summary>
    public async Task<Stream> OpenAsync(HttpRequestMessage request)
    {
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStreamAsync();
    }

    public void Dispose() => _http.Dispose();
}
