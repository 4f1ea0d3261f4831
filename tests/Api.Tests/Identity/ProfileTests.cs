using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Identity;

[Collection(ApiTests.Name)]
public sealed class ProfileTests(ApiFixture fixture)
{
    [PostgresFact]
    public async Task Patch_OneName_LeavesTheOther()
    {
        using var user = await fixture.Host.RegisterAsync();
        await user.PatchAsync("/api/v1/profile", new { first_name = "Ada", last_name = "Lovelace" });

        var changed = await user.PatchAsync("/api/v1/profile", new { first_name = "" });

        Assert.Null(changed.Json.GetProperty("first_name").GetString());
        Assert.Equal("Lovelace", changed.Text("last_name"));
    }

    [PostgresFact]
    public async Task Get_SameContentAgain_Is304ByETag()
    {
        using var user = await fixture.Host.RegisterAsync();
        var first = await user.GetAsync("/api/v1/profile");

        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/profile");
        request.Headers.TryAddWithoutValidation("If-None-Match", first.Header("ETag"));
        var again = await user.SendAsync(request);

        Assert.Equal("no-store", first.Header("Cache-Control"));
        Assert.Equal(304, (int)again.Status);
        Assert.Equal("no-store", again.Header("Cache-Control"));
        Assert.Empty(again.Body);
    }

    [PostgresFact]
    public async Task Patch_Nothing_IsRefused()
    {
        using var user = await fixture.Host.RegisterAsync();
        (await user.PatchAsync("/api/v1/profile", new { })).IsProblem(400, "validation_failed");
    }
}
