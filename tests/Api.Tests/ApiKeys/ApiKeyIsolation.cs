using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Api.Tests.OpenApi;

namespace EmailAgent.Api.Tests.ApiKeys;

/// <summary>An API key.</summary>
internal sealed class ApiKeyIsolation : IIsolationCase
{
    public IReadOnlyDictionary<string, object> Bodies { get; } = new Dictionary<string, object>
    {
        ["PATCH /api/v1/api-keys/{id}"] = new { name = "mine" },
    };

    public async Task<IReadOnlyDictionary<string, string>> CreateAsync(ApiClient owner) =>
        new Dictionary<string, string> { ["api-keys"] = (await owner.CreateAsync("mail:read")).Text("id") };
}
