using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Api.Tests.OpenApi;

namespace EmailAgent.Api.Tests.Composition;

/// <summary>An identity of a mailbox.</summary>
internal sealed class CompositionIsolation : IIsolationCase
{
    private const string Path = "/api/v1/connections/{id}/identities";

    public IReadOnlyDictionary<string, object> Bodies { get; } = new Dictionary<string, object>
    {
        [$"POST {Path}"] = new { email = "mine@example.org" },
        [$"PATCH {Path}/{{identity_id}}"] = new { display_name = "mine" },
    };

    public Task<IReadOnlyDictionary<string, string>> CreateAsync(ApiClient owner) => CreateMarkedAsync(owner, "ours");

    public async Task<IReadOnlyDictionary<string, string>> CreateMarkedAsync(ApiClient owner, string mark)
    {
        var mailbox = await MailSeed.CreateAsync(owner);
        var created = await owner.PostAsync($"/api/v1/connections/{mailbox.ConnectionId:N}/identities", new { email = $"{mark}@example.org", display_name = mark });
        return new Dictionary<string, string> { ["identities"] = created.Text("id") };
    }
}
