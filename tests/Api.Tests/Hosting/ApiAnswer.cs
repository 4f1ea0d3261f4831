using System.Net;
using System.Text.Json;

namespace EmailAgent.Api.Tests.Hosting;

/// <summary>An answer, read to its end.</summary>
public sealed record ApiAnswer(HttpResponseMessage Message, byte[] Body)
{
    public HttpStatusCode Status => Message.StatusCode;

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Code => Text("code");

    public string Text(string property) => Json.GetProperty(property).GetString()!;

    public string? Header(string name) =>
        Message.Headers.TryGetValues(name, out var values) || Message.Content.Headers.TryGetValues(name, out values) ? string.Join(",", values) : null;

    /// <summary>Fails unless this is a complete problem document with this status and code.</summary>
    public ApiAnswer IsProblem(int status, string? code = null)
    {
        Assert.True((int)Status == status, $"{Message.RequestMessage?.Method} {Message.RequestMessage?.RequestUri}: {(int)Status} instead of {status}: {System.Text.Encoding.UTF8.GetString(Body)}");
        Assert.Equal("application/problem+json", Message.Content.Headers.ContentType?.MediaType);
        Assert.Equal(status, Json.GetProperty("status").GetInt32());
        Assert.NotEmpty(Text("type"));
        Assert.NotEmpty(Text("title"));
        Assert.NotEmpty(Text("detail"));
        Assert.Equal(Header("X-Request-ID"), Text("request_id"));
        if (code is not null)
            Assert.Equal(code, Code);
        return this;
    }

    public IReadOnlyList<string> ErrorFields() => [.. Json.GetProperty("errors").EnumerateObject().Select(field => field.Name)];
}
