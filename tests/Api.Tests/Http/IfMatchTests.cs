using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Http;

/// <summary>A client that binds a write to a state of the resource is protected, or learns that it is not.</summary>
[Collection(ApiTests.Name)]
public sealed class IfMatchTests(ApiFixture fixture)
{
    [PostgresTheory]
    [InlineData("DELETE", "labels/{0}")]
    [InlineData("DELETE", "folders/{0}")]
    [InlineData("DELETE", "emails/{0}/labels/inbox")]
    [InlineData("DELETE", "emails/draft/{0}")]
    [InlineData("DELETE", "api-keys/{0}")]
    [InlineData("PATCH", "api-keys/{0}")]
    [InlineData("POST", "emails/{0}/labels")]
    [InlineData("POST", "emails/bulk/trash")]
    [InlineData("POST", "organizations")]
    [InlineData("POST", "saved-searches")]
    public async Task Write_ThatComparesNoTag_Is412(string method, string path)
    {
        using var user = await fixture.Host.RegisterAsync();
        var answer = await user.SendIfAsync(new HttpMethod(method), $"/api/v1/{path.Replace("{0}", $"{Guid.NewGuid():N}", StringComparison.Ordinal)}", "\"nope\"", method == "DELETE" ? null : new { name = "x" });
        Assert.Contains("without If-Match", answer.IsProblem(412, "precondition_failed").Text("detail"), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Delete_OfAnotherState_IsRefused()
    {
        using var user = await fixture.Host.RegisterAsync();
        var mailbox = await MailSeed.CreateAsync(user);
        var email = Assert.Single(await mailbox.AddAsync(1));
        var organization = (await user.PostAsync("/api/v1/organizations", new { name = "Firm" })).Text("id");
        foreach (var path in (string[])[$"organizations/{organization}", $"emails/{email}", $"connections/{mailbox.ConnectionId:N}", "profile"])
        {
            var body = path == "profile" ? new { password = "x" } : null;
            (await user.SendIfAsync(HttpMethod.Delete, $"/api/v1/{path}", "\"nope\"", body)).IsProblem(412, "precondition_failed");
            Assert.Equal(200, (int)(await user.GetAsync($"/api/v1/{path}")).Status);
        }
    }

    [PostgresFact]
    public async Task Delete_OfTheStateThatWasRead_IsExecuted()
    {
        using var user = await fixture.Host.RegisterAsync();
        var path = $"/api/v1/organizations/{(await user.PostAsync("/api/v1/organizations", new { name = "Firm" })).Text("id")}";
        var old = (await user.GetAsync(path)).Header("ETag")!;
        var current = (await user.PatchAsync(path, new { name = "Company" })).Header("ETag")!;

        (await user.SendIfAsync(HttpMethod.Delete, path, old)).IsProblem(412, "precondition_failed");
        Assert.Equal(204, (int)(await user.SendIfAsync(HttpMethod.Delete, path, current)).Status);
        (await user.GetAsync(path)).IsProblem(404, "not_found");
    }
}
