using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Api.Tests.OpenApi;

namespace EmailAgent.Api.Tests.Tasks;

/// <summary>A task.</summary>
internal sealed class TaskIsolation : IIsolationCase
{
    private const string Path = "/api/v1/tasks";
    private const string Kind = "tasks";

    public IReadOnlyDictionary<string, object> Bodies { get; } = new Dictionary<string, object>
    {
        [$"PATCH {Path}/{{id}}"] = new { title = "mine" },
    };

    public Task<IReadOnlyDictionary<string, string>> CreateAsync(ApiClient owner) => AddAsync(owner, "ours");

    public Task<IReadOnlyDictionary<string, string>> CreateMarkedAsync(ApiClient owner, string mark) => AddAsync(owner, mark);

    private static async Task<IReadOnlyDictionary<string, string>> AddAsync(ApiClient owner, string text) =>
        new Dictionary<string, string> { [Kind] = (await owner.PostAsync(Path, new { title = text, description = text, assignee = text })).Text("id") };
}
