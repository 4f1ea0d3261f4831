using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Api.Tests.OpenApi;

namespace EmailAgent.Api.Tests.Organizations;

/// <summary>An organization with its owner and an invitation.</summary>
internal sealed class OrganizationIsolation : IIsolationCase
{
    public IReadOnlyDictionary<string, object> Bodies { get; } = new Dictionary<string, object>
    {
        ["PATCH /api/v1/organizations/{id}"] = new { name = "mine" },
        ["PATCH /api/v1/organizations/{id}/members/{user_id}"] = new { role = "member" },
        ["POST /api/v1/organizations/{id}/invitations"] = new { email = "x@example.org" },
    };

    public async Task<IReadOnlyDictionary<string, string>> CreateAsync(ApiClient owner)
    {
        var organization = (await owner.PostAsync("/api/v1/organizations", new { name = "ours" })).Text("id");
        var invitation = await owner.PostAsync($"/api/v1/organizations/{organization}/invitations", new { email = "guest@example.org" });
        return new Dictionary<string, string>
        {
            ["organizations"] = organization,
            ["members"] = $"{owner.UserId:N}",
            ["invitations"] = invitation.Json.TryGetProperty("id", out var id) ? id.GetString()! : invitation.Json.GetProperty("invitation").GetProperty("id").GetString()!,
        };
    }

    public async Task<IReadOnlyDictionary<string, string>> CreateMarkedAsync(ApiClient owner, string mark)
    {
        var organization = (await owner.PostAsync("/api/v1/organizations", new { name = mark })).Text("id");
        await owner.PostAsync($"/api/v1/organizations/{organization}/invitations", new { email = $"{mark}@example.org" });
        return new Dictionary<string, string> { ["organizations"] = organization, ["members"] = $"{owner.UserId:N}" };
    }
}
