using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Api.Tests.OpenApi;

namespace EmailAgent.Api.Tests.Projects;

/// <summary>A project.</summary>
internal sealed class ProjectIsolation : IIsolationCase
{
    private const string Path = "/api/v1/projects";
    private const string Kind = "projects";

    public IReadOnlyDictionary<string, object> Bodies { get; } = new Dictionary<string, object>
    {
        [$"PATCH {Path}/{{id}}"] = new { name = "mine" },
        [$"POST {Path}/{{id}}/emails"] = new { email_ids = new[] { $"{Guid.NewGuid():N}" } },
        [$"POST {Path}/{{id}}/merge"] = new { project_ids = new[] { $"{Guid.NewGuid():N}" } },
        [$"POST {Path}/{{id}}/split"] = new { name = "mine", email_ids = new[] { $"{Guid.NewGuid():N}" } },
    };

    public Task<IReadOnlyDictionary<string, string>> CreateAsync(ApiClient owner) => AddAsync(owner, "ours");

    public Task<IReadOnlyDictionary<string, string>> CreateMarkedAsync(ApiClient owner, string mark) => AddAsync(owner, mark);

    private static async Task<IReadOnlyDictionary<string, string>> AddAsync(ApiClient owner, string text) =>
        new Dictionary<string, string> { [Kind] = (await owner.PostAsync(Path, new { name = text, description = text })).Text("id") };
}
