using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Http;

[Collection(ApiTests.Name)]
public sealed class HttpRuleTests(ApiFixture fixture)
{
    private const string Login = "/api/v1/auth/login";

    [PostgresFact]
    public async Task RequestId_Sent_IsKept()
    {
        using var client = fixture.Host.Anonymous();
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/nowhere");
        request.Headers.Add("X-Request-ID", "my-id-1");
        var answer = await client.SendAsync(request);
        Assert.Equal("my-id-1", answer.IsProblem(404, "route_not_found").Text("request_id"));
    }

    [PostgresFact]
    public async Task RequestId_Unusable_IsReplaced()
    {
        using var client = fixture.Host.Anonymous();
        var request = new HttpRequestMessage(HttpMethod.Get, "/health");
        request.Headers.TryAddWithoutValidation("X-Request-ID", new string('x', 200));
        Assert.Equal(32, (await client.SendAsync(request)).Header("X-Request-ID")!.Length);
    }

    [PostgresFact]
    public async Task SecurityHeaders_AreOnEveryAnswer()
    {
        using var client = fixture.Host.Anonymous();
        foreach (var path in new[] { "/health", "/nowhere", "/api/v1/emails", "/openapi/v1.json" })
        {
            var answer = await client.GetAsync(path);
            Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
            Assert.Equal("DENY", answer.Header("X-Frame-Options"));
            Assert.Contains("default-src 'none'", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
            Assert.Null(answer.Header("Server"));
        }
    }

    [PostgresFact]
    public async Task Head_WhereGetIs_AnswersTheHeadersOnly()
    {
        using var user = await fixture.Host.RegisterAsync();
        foreach (var path in new[] { "/api/v1/profile", "/api/v1/emails", "/health", "/openapi/v1.json", "/api/v1/events/stream", "/docs/index.html", "/api/v1/nowhere" })
        {
            var head = await user.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
            Assert.Empty(head.Body);
            if (!path.EndsWith("/stream", StringComparison.Ordinal))
            {
                var get = await user.GetAsync(path);
                Assert.Equal((get.Status, get.Header("Content-Type"), get.Header("ETag")), (head.Status, head.Header("Content-Type"), head.Header("ETag")));
            }
        }

        (await user.SendAsync(new HttpRequestMessage(HttpMethod.Get, Login))).IsProblem(405, "method_not_allowed");
    }

    [PostgresFact]
    public async Task Root_LeadsToPagesAndDocuments()
    {
        using var client = fixture.Host.Anonymous();
        var program = await client.GetAsync("/");
        foreach (var next in new[] { "docs", "openapi", "health" })
        {
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(program.Text(next))).Status);
        }

        var browser = new HttpRequestMessage(HttpMethod.Get, "/");
        browser.Headers.Accept.ParseAdd("text/html");
        Assert.Equal("text/html", (await client.SendAsync(browser)).Message.Content.Headers.ContentType?.MediaType);
    }

    [PostgresFact]
    public async Task Timestamps_HaveMillisecondsAlways()
    {
        using var user = await fixture.Host.RegisterAsync();
        await (await MailSeed.CreateAsync(user)).AddAsync(1);
        var date = (await user.GetAsync("/api/v1/emails")).Json.GetProperty("items")[0].GetProperty("date").GetString();
        Assert.Equal("2026-11-20T12:00:00.000Z", date);
        Assert.Equal(24, (await user.GetAsync("/api/v1/profile")).Text("created_at").Length);
    }

    [PostgresFact]
    public async Task IfMatch_AfterAChange_Is412()
    {
        using var user = await fixture.Host.RegisterAsync();
        var tag = (await user.GetAsync("/api/v1/profile")).Header("ETag")!;

        var first = await PatchIfAsync(user, "/api/v1/profile", tag, """{"first_name":"Ada"}""");
        var second = await PatchIfAsync(user, "/api/v1/profile", tag, """{"first_name":"Eve"}""");
        var third = await PatchIfAsync(user, "/api/v1/profile", first.Header("ETag")!, """{"first_name":"Bob"}""");
        var any = await PatchIfAsync(user, "/api/v1/profile", "*", """{"last_name":"Lovelace"}""");

        second.IsProblem(412, "precondition_failed");
        Assert.Equal((200, 200, 200), ((int)first.Status, (int)third.Status, (int)any.Status));
        Assert.Equal("Bob", any.Text("first_name"));
        (await PatchIfAsync(user, $"/api/v1/organizations/{Guid.NewGuid():N}/members/{user.UserId:N}", tag, """{"role":"admin"}""")).IsProblem(412, "precondition_failed");
    }

    [PostgresTheory]
    [InlineData("*, {0}")]
    [InlineData("{0},*")]
    [InlineData("*,*")]
    public async Task IfMatch_WithAStarBesideTags_Is400(string sent)
    {
        using var user = await fixture.Host.RegisterAsync();
        var tag = (await user.GetAsync("/api/v1/profile")).Header("ETag")!;
        (await PatchIfAsync(user, "/api/v1/profile", sent.Replace("{0}", tag, StringComparison.Ordinal), """{"first_name":"Ada"}""")).IsProblem(400, "malformed_request");
        Assert.Equal(200, (int)(await user.GetAsync("/api/v1/profile", ("If-None-Match", sent))).Status);
    }

    [PostgresTheory]
    [InlineData("profile", "first_name")]
    [InlineData("organizations", "name")]
    public async Task IfMatch_OfManyAtOnce_LetsOneThrough(string resource, string field)
    {
        using var user = await fixture.Host.RegisterAsync();
        var path = $"/api/v1/{resource}";
        if (resource == "organizations")
            path += $"/{(await user.PostAsync(path, new { name = "Firm" })).Text("id")}";
        var tag = (await user.GetAsync(path)).Header("ETag")!;
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => PatchIfAsync(user, path, tag, JsonSerializer.Serialize(new Dictionary<string, string> { [field] = $"Name {i}" }))));
        Assert.Single(answers, answer => (int)answer.Status == 200);
        Assert.Equal(7, answers.Count(answer => (int)answer.Status == 412));
    }

    [PostgresFact]
    public async Task WrongMethod_Is405WithAllow()
    {
        using var client = fixture.Host.Anonymous();
        var answer = (await client.DeleteAsync(Login)).IsProblem(405, "method_not_allowed");
        Assert.Equal("POST", answer.Header("Allow"));
        (await client.DeleteAsync($"{Login}?x=1")).IsProblem(405, "method_not_allowed");
    }

    [PostgresTheory]
    [InlineData("{", 400, "malformed_json")]
    [InlineData("", 400, "malformed_json")]
    [InlineData("null", 400, "validation_failed")]
    [InlineData("[]", 400, "validation_failed")]
    [InlineData("\"text\"", 400, "validation_failed")]
    [InlineData("{\"email\":5,\"password\":\"x\"}", 400, "validation_failed")]
    [InlineData("{\"email\":\"\\ud800\",\"password\":\"x\"}", 400, null)]
    [InlineData("{\"email\":\"a@b.org\",\"email\":\"c@d.org\",\"password\":\"x\"}", 400, null)]
    [InlineData("{\"email\":\"a\\u0000@b.org\",\"password\":\"x\"}", 400, "validation_failed")]
    public async Task Body_Unusable_Is400(string body, int status, string? code)
    {
        using var client = fixture.Host.Anonymous();
        (await PostTextAsync(client, Login, body, "application/json")).IsProblem(status, code);
    }

    [PostgresTheory]
    [InlineData(Login, "{\"email\":\"a@b.org\",\"password\":\"\u00ff\"}")]
    [InlineData(Login, "{\"email\":\"a@b.org\",\"password\":\"x\",\"\u00c3\":1}")]
    [InlineData("/api/v1/organizations", "{\"name\":\"\u00ed\u00a0\u0080\"}")]
    [InlineData("/api/v1/sync/start", "{\"\u00ff\":1}")]
    public async Task Body_NotInUtf8_IsMalformed(string path, string bytes)
    {
        using var user = await fixture.Host.RegisterAsync();
        var content = new ByteArrayContent(Encoding.Latin1.GetBytes(bytes));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        (await user.SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content })).IsProblem(400, "malformed_json");
    }

    [PostgresFact]
    public async Task Body_WrongType_NamesTheField()
    {
        using var client = fixture.Host.Anonymous();
        var answer = await PostTextAsync(client, Login, """{"email":"a@b.org","password":{"x":1}}""", "application/json");
        Assert.Equal(["password"], answer.IsProblem(400, "validation_failed").ErrorFields());
    }

    [PostgresFact]
    public async Task Body_UnknownEnumValue_NamesTheField()
    {
        using var user = await fixture.Host.RegisterAsync();
        var answer = await user.PostAsync("/api/v1/connections/imap", new { host = "localhost", username = "u", password = "p", security = "ssl3" });
        Assert.Equal(["security"], answer.IsProblem(400, "validation_failed").ErrorFields());
    }

    [PostgresTheory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/vnd.x+json")]
    [InlineData("application/merge-patch+json")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; charset=nonsense")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task Body_OtherMediaType_Is415(string type)
    {
        using var client = fixture.Host.Anonymous();
        (await PostTextAsync(client, Login, "{}", type)).IsProblem(415, "unsupported_media_type");
    }

    [PostgresTheory]
    [InlineData(Login, "gzip")]
    [InlineData(Login, "identity, br")]
    [InlineData("/api/v1/auth/logout-all", "deflate")]
    public async Task Body_Encoded_Is415(string path, string encoding)
    {
        using var user = await fixture.Host.RegisterAsync();
        var answer = await PostEncodedAsync(user, path, encoding);
        Assert.Equal("identity", answer.IsProblem(415, "unsupported_content_encoding").Header("Accept-Encoding"));
    }

    [PostgresFact]
    public async Task Body_EncodedAsItIs_IsTaken()
    {
        using var client = fixture.Host.Anonymous();
        (await PostEncodedAsync(client, Login, "identity")).IsProblem(400, "validation_failed");
    }

    [PostgresFact]
    public async Task Body_DeepJson_Is400()
    {
        using var client = fixture.Host.Anonymous();
        var deep = string.Concat(Enumerable.Repeat("[", 20_000));
        (await PostTextAsync(client, Login, $$"""{"email":"a@b.org","other":{{deep}}""", "application/json")).IsProblem(400, "malformed_json");
    }

    [PostgresFact]
    public async Task Body_TooLarge_Is413()
    {
        using var client = fixture.Host.Anonymous();
        var content = new ByteArrayContent(Encoding.ASCII.GetBytes($$"""{"email":"{{new string('a', 10 * 1024 * 1024)}}"}"""));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, Login) { Content = content };
        request.Headers.ExpectContinue = true; // a client that insists on sending all of it may find the line closed
        (await client.SendAsync(request)).IsProblem(413, "payload_too_large");
    }

    [PostgresFact]
    public async Task Body_OfUnknownLengthTooLarge_Is413WhenTheLimitIsReached()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(fixture.Host.Address.Host, fixture.Host.Address.Port);
        await using var stream = client.GetStream();
        var size = (1024 * 1024) + 1;
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {Login} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n{size:x}\r\n"));
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"\"{new string('a', size - 1)}"));

        using var reader = new StreamReader(stream);
        Assert.Equal("HTTP/1.1 413 Payload Too Large", await reader.ReadLineAsync());
    }

    [PostgresFact]
    public async Task Body_ThatComesTooSlowly_Is408()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(fixture.Host.Address.Host, fixture.Host.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {Login} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{"));

        using var reader = new StreamReader(stream);
        Assert.StartsWith("HTTP/1.1 408 ", await reader.ReadLineAsync(), StringComparison.Ordinal);
        var rest = await reader.ReadToEndAsync();
        Assert.Contains("\"request_timeout\"", rest, StringComparison.Ordinal);
        Assert.Contains("too slowly", rest, StringComparison.Ordinal);
    }

    [PostgresTheory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task Compression_LargeAnswersOnly(string encoding)
    {
        using var user = await fixture.Host.RegisterAsync();
        await (await MailSeed.CreateAsync(user)).AddAsync(20);

        var large = await SendAcceptingAsync(user, "/api/v1/emails", encoding);
        var small = await SendAcceptingAsync(user, "/api/v1/profile", encoding);

        Assert.Equal(encoding, large.Header("Content-Encoding"));
        Assert.Contains("Accept-Encoding", large.Header("Vary"), StringComparison.Ordinal);
        await using Stream plain = encoding == "br"
            ? new BrotliStream(new MemoryStream(large.Body), CompressionMode.Decompress)
            : new GZipStream(new MemoryStream(large.Body), CompressionMode.Decompress);
        using var reader = new StreamReader(plain);
        Assert.Contains("\"total\":20", await reader.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Null(small.Header("Content-Encoding"));
        Assert.Equal(HttpStatusCode.OK, small.Status);
    }

    [PostgresTheory]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Basic dXNlcjpwdw==")]
    [InlineData("nonsense")]
    public async Task Authorization_NotABearerToken_Is401(string header)
    {
        using var client = fixture.Host.Anonymous();
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/profile");
        request.Headers.TryAddWithoutValidation("Authorization", header);
        var answer = (await client.SendAsync(request)).IsProblem(401, "unauthenticated");
        Assert.StartsWith("Bearer", answer.Header("WWW-Authenticate"), StringComparison.Ordinal);
    }

    private static Task<ApiAnswer> PatchIfAsync(ApiClient client, string path, string tag, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Patch, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("If-Match", tag);
        return client.SendAsync(request);
    }

    private static Task<ApiAnswer> PostTextAsync(ApiClient client, string path, string body, string type)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return client.SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content });
    }

    private static Task<ApiAnswer> PostEncodedAsync(ApiClient client, string path, string encoding)
    {
        var content = new StringContent("{}", Encoding.UTF8, "application/json");
        content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        return client.SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content });
    }

    private static Task<ApiAnswer> SendAcceptingAsync(ApiClient client, string path, string encoding)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding));
        return client.SendAsync(request);
    }
}
