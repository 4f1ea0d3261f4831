using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using EmailAgent.Testing;

namespace EmailAgent.EndToEnd.Tests.Sending;

/// <summary>
/// A client of the API that neither loses nor doubles a request: it repeats each one with the same <c>Idempotency-Key</c> until it is answered. It signs in
/// again when its token has expired.
/// </summary>
/// <param name="http">A client with the token of a user.</param>
/// <param name="email">The user's address.</param>
internal sealed class SendingClient(HttpClient http, string email)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>Sends a request and returns its answer, which is no failure of the server.</summary>
    public Task<ApiAnswer> SendAsync(HttpMethod method, string path, object? body = null) =>
        RepeatAsync(method, path, () => body is null ? null : JsonContent.Create(body, options: Account.Json));

    /// <summary>Sends a request that must succeed.</summary>
    public async Task<T> SendAsync<T>(HttpMethod method, string path, object? body = null) => Read<T>(await SendAsync(method, path, body), path);

    public Task<T> GetAsync<T>(string path) => SendAsync<T>(HttpMethod.Get, path);

    /// <summary>Uploads a file.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> UploadAsync(string name, byte[] content)
    {
        const string path = "/attachments/upload";
        var answer = await RepeatAsync(HttpMethod.Post, path, () =>
        {
            var file = new ByteArrayContent(content);
            file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            return new MultipartFormDataContent { { file, "file", name } };
        });
        return Read<JsonElement>(answer, path).GetProperty("id").GetString()!;
    }

    /// <summary>Returns all outgoing messages.</summary>
    public async Task<IReadOnlyList<OutgoingAnswer>> ListAsync()
    {
        var all = new List<OutgoingAnswer>();
        string? after = null;
        do
        {
            var page = await GetAsync<OutgoingPageAnswer>("/outgoing?limit=200" + (after is null ? "" : $"&after={Uri.EscapeDataString(after)}"));
            all.AddRange(page.Items);
            after = page.NextAfter;
        }
        while (after is not null);
        return all;
    }

    /// <summary>Returns the whole event log, page by page.</summary>
    public async Task<IReadOnlyList<EventAnswer>> ReadEventsAsync()
    {
        var events = new List<EventAnswer>();
        while (await GetAsync<EventPageAnswer>($"/events?limit=100&after={(events.Count == 0 ? 0 : events[^1].Seq)}") is { Items.Count: > 0 } page)
            events.AddRange(page.Items);
        return events;
    }

    private static T Read<T>(ApiAnswer answer, string path)
    {
        Assert.True((int)answer.Status is >= 200 and < 300, $"{path}: {(int)answer.Status} {answer.Body}");
        return answer.Body.Deserialize<T>(Account.Json)!;
    }

    private Task<ApiAnswer> RepeatAsync(HttpMethod method, string path, Func<HttpContent?> content)
    {
        var key = Guid.NewGuid().ToString();
        return Eventually.Value(() => TryAsync(method, path, content(), key), Limit, $"{method} {path} is answered");
    }

    private async Task<ApiAnswer?> TryAsync(HttpMethod method, string path, HttpContent? content, string key)
    {
        try
        {
            using var request = new HttpRequestMessage(method, "/api/v1" + path) { Content = content };
            if (method == HttpMethod.Post)
                request.Headers.Add("Idempotency-Key", key);
            using var answer = await http.SendAsync(request);
            if (answer.StatusCode == HttpStatusCode.Unauthorized)
            {
                await SignInAsync();
                return null;
            }

            var body = await ReadAsync(answer);
            return (int)answer.StatusCode >= 500 || IsInProgress(body) ? null : new ApiAnswer(answer.StatusCode, body);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return null; // Killed meanwhile: whether it was executed is not known.
        }
    }

    private async Task SignInAsync()
    {
        using var answer = await http.PostAsJsonAsync("/api/v1/auth/login", new { email, password = Account.Password }, Account.Json);
        if (answer.IsSuccessStatusCode)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await answer.Content.ReadFromJsonAsync<Session>(Account.Json))!.AccessToken);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsByteArrayAsync();
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    private static bool IsInProgress(JsonElement body) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.String
        && code.GetString() == "request_in_progress";
}
