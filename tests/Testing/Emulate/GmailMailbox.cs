using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;

namespace EmailAgent.Testing;

/// <summary>A Gmail account of an emulate, seen from the server's side: the actions of other programs and other people.</summary>
public sealed class GmailMailbox : IDisposable
{
    /// <summary>Caller for requests of the tests, past the product.</summary>
    internal const string Owner = "owner";

    /// <summary>Caller for requests of the product.</summary>
    internal const string Client = "client";

    /// <summary>emulate takes this many calls an hour for one token, so that each caller needs several.</summary>
    private const int CallsPerToken = 4_000;

    private const int TokensPerCaller = 25;

    private readonly HttpClient _http;
    private readonly string _email;
    private int _calls;

    public GmailMailbox(EmulateServer emulate, string email)
    {
        _email = email;
        _http = new HttpClient { BaseAddress = new Uri(emulate.Address, "/gmail/v1/users/me/") };
    }

    /// <summary>Returns a seed of emulate with empty accounts, each with the labels Work (Label_1) and Work/Plans (Label_2).</summary>
    public static string Seed(params IReadOnlyList<string> emails) => new JsonObject
    {
        ["tokens"] = new JsonObject(
            from email in emails
            from caller in new[] { Owner, Client }
            from number in Enumerable.Range(0, TokensPerCaller)
            select KeyValuePair.Create(Token(email, caller, number * CallsPerToken), (JsonNode?)new JsonObject { ["login"] = email })),
        ["google"] = new JsonObject
        {
            ["users"] = new JsonArray([.. emails.Select(email => new JsonObject { ["email"] = email })]),
            ["messages"] = new JsonArray(),
            ["labels"] = new JsonArray([.. emails.SelectMany(email => new[] { Label(email, "Label_1", "Work"), Label(email, "Label_2", "Work/Plans") })]),
        },
    }.ToJsonString();

    /// <summary>Returns a token of the account.</summary>
    /// <param name="email">The account.</param>
    /// <param name="caller">Who uses it.</param>
    /// <param name="calls">How many calls that one has made so far.</param>
    internal static string Token(string email, string caller, int calls) => $"{email}-{caller}-{calls / CallsPerToken}";

    /// <summary>Delivers mail now: emulate uses the Date field, which has whole seconds and must not lie in the past.</summary>
    /// <returns>Its id.</returns>
    public Task<string> ImportAsync(string subject, params string[] labels) =>
        ImportAsync(Message(subject, TimeProvider.System.GetUtcNow().AddSeconds(1)), labels.Length == 0 ? ["INBOX", "UNREAD"] : labels);

    /// <summary>Delivers mail.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> ImportAsync(ReadOnlyMemory<byte> message, IReadOnlyList<string> labels)
    {
        var body = new JsonObject { ["raw"] = Base64Url.EncodeToString(message.Span), ["labelIds"] = Array(labels) };
        return (await PostAsync("messages/import", body))!["id"]!.ToString();
    }

    public Task ModifyAsync(string id, IReadOnlyList<string> add, IReadOnlyList<string> remove) =>
        PostAsync($"messages/{id}/modify", new JsonObject { ["addLabelIds"] = Array(add), ["removeLabelIds"] = Array(remove) });

    public Task TrashAsync(string id) => PostAsync($"messages/{id}/trash");

    public Task UntrashAsync(string id) => PostAsync($"messages/{id}/untrash");

    public async Task DeleteAsync(string id)
    {
        using var answer = await SendAsync(HttpMethod.Delete, $"messages/{id}");
        answer.EnsureSuccessStatusCode();
    }

    public async Task<string> CreateLabelAsync(string name) => (await PostAsync("labels", new JsonObject { ["name"] = name }))!["id"]!.ToString();

    public async Task DeleteLabelAsync(string id)
    {
        using var answer = await SendAsync(HttpMethod.Delete, $"labels/{id}");
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Returns all messages with their labels, sorted.</summary>
    public async Task<SortedDictionary<string, string[]>> StateAsync()
    {
        var state = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        for (var page = ""; page is not null;)
        {
            var list = await GetAsync("messages?includeSpamTrash=true&maxResults=500" + page);
            foreach (var id in list["messages"]!.AsArray().Select(message => message!["id"]!.ToString()))
            {
                var labels = (await GetAsync($"messages/{id}?format=minimal"))["labelIds"]!.AsArray();
                state.Add(id, [.. labels.Select(label => label!.ToString()).Order(StringComparer.Ordinal)]);
            }

            page = list["nextPageToken"] is { } next ? $"&pageToken={next}" : null;
        }

        return state;
    }

    /// <summary>Returns the mailbox's present history id.</summary>
    public async Task<string> HistoryIdAsync() => (await GetAsync("history?startHistoryId=" + new string('9', 30)))["historyId"]!.ToString();

    /// <summary>Returns a small message of that date.</summary>
    public static byte[] Message(string subject, DateTimeOffset date, string body = "Hello.") => Encoding.UTF8.GetBytes(
        $"From: Bob <bob@example.org>\r\nTo: Ann <ann@example.org>\r\nSubject: {subject}\r\nDate: {date:ddd, dd MMM yyyy HH:mm:ss} +0000\r\nMessage-ID: <{Guid.NewGuid():N}@example.org>\r\n\r\n{body}\r\n");

    public void Dispose() => _http.Dispose();

    private static JsonArray Array(IEnumerable<string> values) => [.. values.Select(value => JsonValue.Create(value))];

    private static JsonObject Label(string email, string id, string name) => new() { ["id"] = id, ["user_email"] = email, ["name"] = name };

    private async Task<JsonNode> GetAsync(string path)
    {
        using var answer = await SendAsync(HttpMethod.Get, path);
        answer.EnsureSuccessStatusCode();
        return JsonNode.Parse(await answer.Content.ReadAsStreamAsync())!;
    }

    private async Task<JsonNode?> PostAsync(string path, JsonObject? body = null)
    {
        using var answer = await SendAsync(HttpMethod.Post, path, body);
        answer.EnsureSuccessStatusCode();
        var text = await answer.Content.ReadAsStringAsync();
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod verb, string path, JsonObject? body = null)
    {
        using var request = new HttpRequestMessage(verb, new Uri(path, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Token(_email, Owner, Interlocked.Increment(ref _calls)));
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return await _http.SendAsync(request);
    }
}
