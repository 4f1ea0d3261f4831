using EmailAgent.Api.Tests.Audit;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Composition;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Composition;

/// <summary>The addresses from which a mailbox sends, over HTTP.</summary>
[Collection(ApiTests.Name)]
public sealed class MailIdentityTests(ApiFixture fixture)
{
    private ApiHost Host => fixture.Host;

    [PostgresFact]
    public async Task Mailbox_WithoutFurtherIdentities_SendsFromItsAddress()
    {
        using var user = await Host.RegisterAsync();
        var path = await PathAsync(user);

        var own = Assert.Single((await user.GetAsync(path)).Json.GetProperty("items").EnumerateArray());

        Assert.Equal(("owner@example.org", "mailbox", true), (own.GetProperty("email").GetString(), own.GetProperty("source").GetString(), own.GetProperty("is_default").GetBoolean()));
        var one = $"{path}/{own.GetProperty("id").GetString()}";
        var changed = await user.PatchAsync(one, new { display_name = "Owner", signature_html = "<b>Best</b><script>x</script>" });
        Assert.Equal(("Owner", "<b>Best</b>"), (changed.Text("display_name"), changed.Text("signature_html")));
        Assert.Equal("Owner", (await user.GetAsync(one)).Text("display_name"));
        (await user.DeleteAsync(one)).IsProblem(409, CompositionProblems.IdentityKept);
        Assert.Equal($"identity:{own.GetProperty("id").GetString()}", (await Host.AuditedAsync(user.UserId, MailIdentityActions.Change)).Target);
    }

    [PostgresFact]
    public async Task Identity_FromItsCreationToItsEnd_IsReadLoggedAndAudited()
    {
        using var user = await Host.RegisterAsync();
        var path = await PathAsync(user);
        var created = await user.PostAsync(path, new { email = "sales@bücher.example", is_default = true });
        Assert.Equal(201, (int)created.Status);
        Assert.Equal(("sales@xn--bcher-kva.example", "user"), (created.Text("email"), created.Text("source")));
        var one = $"{path}/{created.Text("id")}";
        Assert.Equal(one, created.Header("Location"));
        Assert.Equal([true, false], (await user.GetAsync(path)).Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("is_default").GetBoolean()));
        (await user.PostAsync(path, new { email = "SALES@bücher.example" })).IsProblem(409, CompositionProblems.IdentityExists);
        (await user.PostAsync(path, new { email = "owner@example.org" })).IsProblem(409, CompositionProblems.IdentityExists);
        Assert.Equal(204, (int)(await user.DeleteAsync(one)).Status);
        (await user.GetAsync(one)).IsProblem(404, "not_found");

        var events = (await user.GetAsync($"/api/v1/events?types={MailIdentityEvents.Updated}")).Json.GetProperty("items").GetArrayLength();
        Assert.Equal(2, events);
        Assert.Equal($"identity:{created.Text("id")}", (await Host.AuditedAsync(user.UserId, MailIdentityActions.Create)).Target);
        Assert.Equal($"identity:{created.Text("id")}", (await Host.AuditedAsync(user.UserId, MailIdentityActions.Delete)).Target);
    }

    [PostgresFact]
    public async Task Identity_WithWrongFields_IsRefusedWithAllOfThem()
    {
        using var user = await Host.RegisterAsync();
        var path = await PathAsync(user);

        var answer = await user.PostAsync(path, new { email = "Ada <ada@example.org>", display_name = "a\r\nBcc: b", reply_to = "x", signature_text = new string('x', 20_000) });

        Assert.Equal(["display_name", "email", "reply_to", "signature_text"], answer.IsProblem(400, "validation_failed").ErrorFields().Order());
    }

    private static async Task<string> PathAsync(ApiClient user) => $"/api/v1/connections/{(await MailSeed.CreateAsync(user)).ConnectionId:N}/identities";
}
