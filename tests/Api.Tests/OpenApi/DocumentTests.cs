using System.Text.Json;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Api.Tests.OpenApi;

[Collection(ApiTests.Name)]
public sealed class DocumentTests(ApiFixture fixture)
{
    /// <summary>Endpoints that need no user, and refuse who cannot prove what they claim.</summary>
    private static readonly string[] ChecksCredentials = ["/login", "/refresh", "/ws", "/webhook", "/webhooks/gmail"];

    [PostgresFact]
    public async Task Document_IsOpenApi31AndItsReferencesResolve()
    {
        using var client = fixture.Host.Anonymous();
        var document = (await client.GetAsync("/openapi/v1.json")).Json;

        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        foreach (var reference in References(document))
        {
            var target = document;
            foreach (var step in reference.TrimStart('#', '/').Split('/'))
                Assert.True(target.TryGetProperty(step, out target), $"{reference} leads nowhere");
        }
    }

    [PostgresFact]
    public async Task Document_HoldsEveryRoute()
    {
        var documented = (await ApiOperation.ReadAllAsync(fixture.Host)).Select(operation => operation.ToString()).ToHashSet();
        var routes = fixture.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText?.StartsWith("/openapi", StringComparison.Ordinal) == false)
            .SelectMany(endpoint => endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods
                .Select(method => $"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}"));
        Assert.DoesNotContain(routes, route => !documented.Contains(route));
    }

    [PostgresFact]
    public async Task Operations_SayWhatTheyAnswer()
    {
        foreach (var operation in await ApiOperation.ReadAllAsync(fixture.Host))
        {
            Assert.NotEmpty(operation.Description.GetProperty("summary").GetString()!);
            Assert.NotEmpty(operation.Description.GetProperty("tags").EnumerateArray());
            var statuses = operation.Description.GetProperty("responses").EnumerateObject().Select(response => response.Name).ToList();
            Assert.Contains(statuses, status => status[0] is '1' or '2');
            Assert.Equal(operation.NeedsUser || ChecksCredentials.Any(path => operation.Template.EndsWith(path, StringComparison.Ordinal)), statuses.Contains("401"));
            Assert.Equal(operation.HasBody, statuses.Contains("415"));
        }
    }

    [PostgresFact]
    public async Task Docs_AreServedWithTheirAssets()
    {
        using var client = fixture.Host.Anonymous();
        var page = await client.GetAsync("/docs/index.html");
        Assert.Equal("text/html", page.Message.Content.Headers.ContentType?.MediaType);
        Assert.Equal(200, (int)(await client.GetAsync("/docs/swagger-ui-bundle.js")).Status);
        Assert.DoesNotContain("https://", System.Text.Encoding.UTF8.GetString(page.Body), StringComparison.Ordinal);
    }

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => property.NameEquals("$ref") ? [property.Value.GetString()!] : References(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
