using System.Text.Json;
using EmailAgent.Api.Tests.Hosting;

namespace EmailAgent.Api.Tests.OpenApi;

/// <summary>An operation of the OpenAPI document.</summary>
public sealed record ApiOperation(HttpMethod Method, string Template, JsonElement Description)
{
    public bool NeedsUser => Description.TryGetProperty("security", out var schemes) && schemes.GetArrayLength() > 0;

    public bool NeedsAdmin => Description.TryGetProperty("description", out var text) && text.GetString()!.Contains("`instance:", StringComparison.Ordinal);

    public bool HasBody => Description.TryGetProperty("requestBody", out _);

    public bool HasJson => HasBody && Description.GetProperty("requestBody").GetProperty("content").TryGetProperty("application/json", out _);

    public bool HasId => Template.Contains('{', StringComparison.Ordinal);

    /// <summary>The path with an id, or something that should be one.</summary>
    public string Path(string id) => HasId ? Template[..Template.IndexOf('{', StringComparison.Ordinal)] + id + Template[(Template.IndexOf('}', StringComparison.Ordinal) + 1)..] : Template;

    public override string ToString() => $"{Method} {Template}";

    public static async Task<IReadOnlyList<ApiOperation>> ReadAllAsync(ApiHost host)
    {
        using var client = host.Anonymous();
        var document = (await client.GetAsync("/openapi/v1.json")).Json;
        return [.. document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
            .Select(operation => new ApiOperation(HttpMethod.Parse(operation.Name), path.Name, operation.Value)))];
    }
}
