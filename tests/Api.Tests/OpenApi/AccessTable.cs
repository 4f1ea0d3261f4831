using System.Reflection;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Api.Tests.OpenApi;

/// <summary>The checked-in table of what each operation answers to whom: a file for each feature, which is the folder that its handler is in.</summary>
internal sealed class AccessTable(ApiHost host)
{
    private const string Folder = "tests/Api.Tests/OpenApi/access";

    private const string Heading = """
        # What each operation answers: to nobody, to another user with the owner's ids, to an administrator with them, and to an API key of the
        # owner's with all scopes but the one that is needed (which its 403 names). A dash: no id in the path, or no permission needed.
        """;

    private readonly SortedDictionary<string, List<string>> _lines = new(StringComparer.Ordinal);

    public void Add(ApiOperation operation, string line)
    {
        var feature = FeatureOf(operation);
        if (!_lines.TryGetValue(feature, out var lines))
            _lines[feature] = lines = [];
        lines.Add(line);
    }

    public void AssertUnchanged() =>
        Listing.AssertUnchanged(Folder, _lines.ToDictionary(feature => feature.Key, feature => $"{Heading}\n{string.Join('\n', feature.Value)}\n"));

    // Handlers are methods of the product's, in namespaces such as EmailAgent.Api.Mail.
    private string FeatureOf(ApiOperation operation)
    {
        var name = operation.Description.GetProperty("operationId").GetString();
        var endpoints = host.Services.GetRequiredService<EndpointDataSource>().Endpoints;
        return endpoints.Single(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName == name).Metadata.GetMetadata<MethodInfo>()!.DeclaringType!.Namespace!.Split('.')[2];
    }
}
