using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Api.Tests.OpenApi;

namespace EmailAgent.Api.Tests.SavedSearches;

/// <summary>A saved search.</summary>
internal sealed class SavedSearchIsolation : IIsolationCase
{
    private const string Path = "/api/v1/saved-searches";
    private const string Kind = "saved-searches";

    public IReadOnlyDictionary<string, object> Bodies { get; } = new Dictionary<string, object>
    {
        [$"PATCH {Path}/{{id}}"] = new { name = "mine" },
    };

    public async Task<IReadOnlyDictionary<string, string>> CreateAsync(ApiClient owner) =>
        new Dictionary<string, string> { [Kind] = (await owner.PostAsync(Path, new { name = "ours", query = "is:unread" })).Text("id") };

    public async Task<IReadOnlyDictionary<string, string>> CreateMarkedAsync(ApiClient owner, string mark) =>
        new Dictionary<string, string> { [Kind] = (await owner.PostAsync(Path, new { name = mark, query = $"common OR {mark}" })).Text("id") };
}
