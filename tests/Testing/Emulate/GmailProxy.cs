using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Numerics;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using Microsoft.AspNetCore.WebUtilities;

namespace EmailAgent.Testing;

/// <summary>
/// Gmail as tests see it: emulate, with what it lacks put before it - getProfile, batches, tokens that are refused, a history that does not
/// reach back for ever, updates of drafts by upload - and with faults on demand.
/// </summary>
public sealed class GmailProxy : HttpFaultProxy
{
    private const string Mailbox = "/gmail/v1/users/me/";
    private const string MessageIdQuery = "&q=rfc822msgid%3A";

    private static readonly HttpClient Http = new();

    private readonly ConcurrentDictionary<string, Task<string>> _owners = new(StringComparer.Ordinal);
    private readonly EmulateServer _emulate;
    private readonly string? _email;
    private int _calls;
    private int _messagesRead;

    private GmailProxy(EmulateServer emulate, string? email, int seed)
        : base(emulate.Address, seed) => (_emulate, _email) = (emulate, email);

    /// <summary>Gets the number of messages requested, alone or in batches.</summary>
    public int MessagesRead => Volatile.Read(ref _messagesRead);

    /// <summary>The only token that is taken; null for any.</summary>
    public string? Token { get; set; }

    /// <summary>Histories that begin before this id are forgotten; null to remember all.</summary>
    public string? ForgottenBefore { get; set; }

    /// <summary>Ids of messages that always answer 500.</summary>
    public HashSet<string> Broken { get; } = new(StringComparer.Ordinal);

    /// <summary>Accounts whose calls all answer 500.</summary>
    public HashSet<string> BrokenAccounts { get; } = new(StringComparer.Ordinal);

    /// <summary>Called with the path before a call is answered, so that a test can change the mailbox at that moment.</summary>
    public Func<string, Task>? Meanwhile { get; set; }

    /// <summary>Gives an answer, in JSON, in place of the right one to a path; null for the right one.</summary>
    public Func<string, string?>? Instead { get; set; }

    /// <param name="emulate">An emulate with a seed of <see cref="GmailMailbox.Seed"/>.</param>
    /// <param name="email">The account of all calls; null if the token of each call identifies the account.</param>
    /// <param name="seed">Where chance begins.</param>
    public static async Task<GmailProxy> StartAsync(EmulateServer emulate, string? email, int seed = 1)
    {
        var proxy = new GmailProxy(emulate, email, seed);
        await proxy.StartAsync();
        return proxy;
    }

    protected override async Task<HttpAnswer> AnswerAsync(HttpMethod verb, string path, string token, string? contentType, byte[] body)
    {
        if (Token is not null && token != Token) return HttpAnswer.Of(HttpFault.Unauthorized)!;
        var owner = _email ?? await _owners.GetOrAdd(token, ReadOwnerAsync);
        return BrokenAccounts.Contains(owner) ? HttpAnswer.Of(HttpFault.ServerError)!
            : path == "/batch/gmail/v1" ? await AnswerBatchAsync(owner, contentType, body)
            : await AnswerCallAsync(owner, verb, path, contentType, body);
    }

    private async Task<HttpAnswer> AnswerCallAsync(string owner, HttpMethod verb, string path, string? contentType, byte[] body)
    {
        if (Meanwhile is { } meanwhile) await meanwhile(path);
        if (Instead?.Invoke(path) is { } instead) return HttpAnswer.Json(200, instead);
        if (verb == HttpMethod.Get && path.StartsWith(Mailbox + "messages/", StringComparison.Ordinal)) Interlocked.Increment(ref _messagesRead);
        if (verb == HttpMethod.Put && path.StartsWith("/upload", StringComparison.Ordinal))
        {
            // emulate takes new content of a draft in JSON alone.
            var draft = new JsonObject { ["message"] = new JsonObject { ["raw"] = Base64Url.EncodeToString(body) } };
            (path, contentType, body) = (path["/upload".Length..], "application/json", Encoding.UTF8.GetBytes(draft.ToJsonString()));
        }

        if (path == Mailbox + "profile") return await ReadProfileAsync(owner);
        if (path.StartsWith(Mailbox + "messages?", StringComparison.Ordinal) && path.Contains(MessageIdQuery, StringComparison.Ordinal)) return await FindAsync(owner, path);
        if (path.StartsWith(Mailbox + "history?", StringComparison.Ordinal) && IsForgotten(HttpUtility.ParseQueryString(path[path.IndexOf('?', StringComparison.Ordinal)..])["startHistoryId"]))
        {
            return HttpAnswer.GoogleError(404, "notFound", "Requested entity was not found.");
        }

        return Broken.Any(id => path.Contains($"/messages/{id}?", StringComparison.Ordinal))
            ? HttpAnswer.Of(HttpFault.ServerError)!
            : await AskAsync(owner, verb, path, contentType, body);
    }

    private Task<HttpAnswer> AskAsync(string owner, HttpMethod verb, string path, string? contentType = null, byte[]? body = null) =>
        ForwardAsync(verb, path, GmailMailbox.Token(owner, GmailMailbox.Client, Interlocked.Increment(ref _calls)), contentType, body ?? []);

    private async Task<string> ReadOwnerAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_emulate.Address, "/oauth2/v2/userinfo")) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        using var answer = await Http.SendAsync(request);
        return JsonNode.Parse(await answer.Content.ReadAsStreamAsync())!["email"]!.ToString();
    }

    private bool IsForgotten(string? start) =>
        ForgottenBefore is { } first && BigInteger.Parse(start!, CultureInfo.InvariantCulture) < BigInteger.Parse(first, CultureInfo.InvariantCulture);

    private async Task<HttpAnswer> ReadProfileAsync(string owner)
    {
        var history = JsonNode.Parse((await AskAsync(owner, HttpMethod.Get, Mailbox + "history?startHistoryId=" + new string('9', 30))).Body)!["historyId"]!;
        var total = JsonNode.Parse((await AskAsync(owner, HttpMethod.Get, Mailbox + "messages?includeSpamTrash=true&maxResults=1")).Body)!["resultSizeEstimate"]!;
        return HttpAnswer.Json(200, $$"""{"emailAddress":"{{owner}}","messagesTotal":{{total}},"threadsTotal":{{total}},"historyId":"{{history}}"}""");
    }

    /// <summary>Finds messages by their Message-ID, which emulate compares with a colon before it.</summary>
    private async Task<HttpAnswer> FindAsync(string owner, string path)
    {
        var (start, query) = (path.IndexOf(MessageIdQuery, StringComparison.Ordinal), HttpUtility.ParseQueryString(path[path.IndexOf('?', StringComparison.Ordinal)..])["q"]!);
        var messageId = $"<{query[(query.IndexOf(':', StringComparison.Ordinal) + 1)..]}>";
        var found = new JsonArray();
        foreach (var message in JsonNode.Parse((await AskAsync(owner, HttpMethod.Get, path[..start])).Body)!["messages"]?.AsArray() ?? [])
        {
            var read = JsonNode.Parse((await AskAsync(owner, HttpMethod.Get, $"{Mailbox}messages/{message!["id"]}?format=metadata")).Body)!;
            if (read["payload"]!["headers"]!.AsArray().Any(header => $"{header!["name"]}".Equals("Message-ID", StringComparison.OrdinalIgnoreCase) && $"{header["value"]}" == messageId))
                found.Add(new JsonObject { ["id"] = $"{message["id"]}" });
        }

        return HttpAnswer.Json(200, new JsonObject { ["messages"] = found }.ToJsonString());
    }

    /// <summary>Answers in another order than requested, as Google can.</summary>
    private async Task<HttpAnswer> AnswerBatchAsync(string owner, string? contentType, byte[] body)
    {
        var parts = new List<byte[]>();
        var reader = new MultipartReader(contentType!.Split("boundary=")[1].Trim('"'), new MemoryStream(body));
        while (await reader.ReadNextSectionAsync() is { } section)
        {
            var content = new MemoryStream();
            await section.Body.CopyToAsync(content);
            var id = section.Headers!["Content-ID"].ToString().Trim('<', '>');
            var head = Encoding.ASCII.GetBytes($"--batch_answer\r\nContent-Type: application/http\r\nContent-ID: <response-{id}>\r\n\r\n");
            parts.Insert(Faults.Roll(parts.Count + 1), [.. head, .. (await AnswerPartAsync(owner, content.ToArray())).ToPart(), .. "\r\n"u8]);
        }

        byte[] all = [.. parts.SelectMany(part => part), .. "--batch_answer--\r\n"u8];
        return new HttpAnswer(200, "multipart/mixed; boundary=batch_answer", all);
    }

    private async Task<HttpAnswer> AnswerPartAsync(string owner, byte[] request)
    {
        if (HttpAnswer.Of(Faults.TakeForPart()) is { } fault) return fault;
        var end = request.AsSpan().IndexOf("\r\n\r\n"u8);
        var line = Encoding.ASCII.GetString(request.AsSpan(0, end)).Split("\r\n")[0].Split(' ');
        return await AnswerCallAsync(owner, new HttpMethod(line[0]), line[1], "application/json", request[(end + 4)..]);
    }
}
