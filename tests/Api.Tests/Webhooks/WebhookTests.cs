using EmailAgent.Api.Tests.Audit;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Webhooks;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Webhooks;

/// <summary>The life of a webhook, and the addresses that it can have.</summary>
[Collection(ApiTests.Name)]
public sealed class WebhookTests(ApiFixture fixture)
{
    private const string Path = "/api/v1/integrations/webhooks";

    private static readonly string[] Types = ["email.received"];

    private ApiHost Host => fixture.Host;

    [PostgresFact]
    public async Task Webhook_FromItsCreationToItsEnd_IsReadAndAudited()
    {
        using var user = await Host.RegisterAsync();
        var created = await user.PostAsync(Path, new { url = "https://127.0.0.1:9/hook", event_types = Types, asymmetric = true });
        Assert.Equal(201, (int)created.Status);
        var (id, one) = (created.Text("id"), $"{Path}/{created.Text("id")}");
        Assert.Equal(one, created.Header("Location"));
        Assert.StartsWith("whsec_", created.Text("secret"), StringComparison.Ordinal);
        Assert.StartsWith("whpk_", created.Text("public_key"), StringComparison.Ordinal);

        var read = await user.GetAsync(one);
        Assert.Equal("https://127.0.0.1:9/hook", read.Text("url"));
        Assert.False(read.Json.TryGetProperty("secret", out _));
        Assert.Equal("now", (await user.PatchAsync(one, new { description = "now" })).Text("description"));
        var rotated = await user.PostAsync($"{one}/rotate-secret", new { });
        Assert.NotEqual(created.Text("secret"), rotated.Text("secret"));
        Assert.Equal(0, (await user.GetAsync($"{one}/health")).Json.GetProperty("failures").GetInt32());
        Assert.Equal(204, (int)(await user.DeleteAsync(one)).Status);
        (await user.GetAsync(one)).IsProblem(404, "not_found");

        var target = $"webhook:{id}";
        Assert.Equal(target, (await Host.AuditedAsync(user.UserId, WebhookActions.Create)).Target);
        Assert.Equal(target, (await Host.AuditedAsync(user.UserId, WebhookActions.Change)).Target);
        Assert.Equal(target, (await Host.AuditedAsync(user.UserId, WebhookActions.Rotate)).Target);
        Assert.Equal(target, (await Host.AuditedAsync(user.UserId, WebhookActions.Delete)).Target);
    }

    [PostgresFact]
    public async Task Create_WithAFieldThatARequestCannotHave_NamesIt()
    {
        using var user = await Host.RegisterAsync();

        var answer = await user.PostAsync(
            Path, new { url = "https://127.0.0.1:9/hook", event_types = Types, headers = new[] { new { name = "Last-Modified", value = "now" } } });

        Assert.Equal(["headers"], answer.IsProblem(400, "validation_failed").ErrorFields());
        Assert.Contains("Last-Modified", answer.Json.GetProperty("errors").GetProperty("headers")[0].GetString(), StringComparison.Ordinal);
    }

    [PostgresTheory]
    [InlineData("https://10.0.0.1/", "webhook_address_not_allowed", 422)]
    [InlineData("https://169.254.169.254/latest", "webhook_address_not_allowed", 422)]
    [InlineData("https://[::1]/", "webhook_address_not_allowed", 422)]
    [InlineData("https://[::ffff:10.0.0.1]/", "webhook_address_not_allowed", 422)]
    [InlineData("https://0xa000001/", "webhook_address_not_allowed", 422)]
    [InlineData("https://[64:ff9b::a00:1]/", "webhook_address_not_allowed", 422)]
    [InlineData("http://127.0.0.1/", "validation_failed", 400)]
    [InlineData("https://user:secret@127.0.0.1/", "validation_failed", 400)]
    [InlineData("ftp://127.0.0.1/", "validation_failed", 400)]
    [InlineData("hooks", "validation_failed", 400)]
    public async Task Create_WithAnAddressThatIsNotAllowed_IsRefused(string url, string code, int status)
    {
        using var user = await Host.RegisterAsync();

        var answer = await user.PostAsync(Path, new { url, event_types = Types });

        Assert.Equal(["url"], answer.IsProblem(status, code).ErrorFields());
    }
}
