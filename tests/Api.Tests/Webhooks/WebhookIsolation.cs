using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Api.Tests.OpenApi;

namespace EmailAgent.Api.Tests.Webhooks;

/// <summary>A webhook with a delivery.</summary>
internal sealed class WebhookIsolation : IIsolationCase
{
    private const string Path = "/api/v1/integrations/webhooks";

    public IReadOnlyDictionary<string, object> Bodies { get; } = new Dictionary<string, object>
    {
        [$"PATCH {Path}/{{id}}"] = new { description = "mine" },
        [$"POST {Path}/{{id}}/replay"] = new { after = 0 },
        [$"POST {Path}/{{id}}/test"] = new { type = "email.received" },
    };

    public Task<IReadOnlyDictionary<string, string>> CreateAsync(ApiClient owner) => CreateMarkedAsync(owner, "ours");

    public async Task<IReadOnlyDictionary<string, string>> CreateMarkedAsync(ApiClient owner, string mark)
    {
        // The port of discard, where nothing listens.
        var id = (await owner.PostAsync(Path, new { url = $"https://127.0.0.1:9/{mark}", event_types = new[] { "email.received" }, description = mark })).Text("id");
        var delivery = await owner.PostAsync($"{Path}/{id}/test", new { type = "email.received" });
        return new Dictionary<string, string> { ["webhooks"] = id, ["deliveries"] = delivery.Text("id") };
    }
}
