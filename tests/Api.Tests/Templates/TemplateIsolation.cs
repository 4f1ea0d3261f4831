using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Api.Tests.OpenApi;

namespace EmailAgent.Api.Tests.Templates;

/// <summary>A template.</summary>
internal sealed class TemplateIsolation : IIsolationCase
{
    private const string Path = "/api/v1/templates";
    private const string Kind = "templates";

    public IReadOnlyDictionary<string, object> Bodies { get; } = new Dictionary<string, object>
    {
        [$"PATCH {Path}/{{id}}"] = new { name = "mine" },
    };

    public async Task<IReadOnlyDictionary<string, string>> CreateAsync(ApiClient owner) =>
        new Dictionary<string, string> { [Kind] = (await owner.PostAsync(Path, new { name = "ours", body_text = "Hello" })).Text("id") };

    public async Task<IReadOnlyDictionary<string, string>> CreateMarkedAsync(ApiClient owner, string mark) =>
        new Dictionary<string, string> { [Kind] = (await owner.PostAsync(Path, new { name = mark, subject = mark, body_text = mark })).Text("id") };
}
