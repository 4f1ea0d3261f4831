using System.Text;
using System.Text.Json.Nodes;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Parameters;

/// <summary>Every name that a user can give follows one rule.</summary>
[Collection(ApiTests.Name)]
public sealed class NameTests(ApiFixture fixture)
{
    private const string Invisible = "Ad\u200Bmin";
    private const string Apart = "Cafe\u0301";
    private const string Composed = "Caf\u00E9";

    [PostgresTheory]
    [InlineData("POST", "/organizations", "name", "{}")]
    [InlineData("POST", "/saved-searches", "name", """{"query":"invoice"}""")]
    [InlineData("POST", "/templates", "name", """{"body_text":"Hello"}""")]
    [InlineData("POST", "/api-keys", "name", """{"scopes":["mail:read"]}""")]
    [InlineData("POST", "/connections/{connection}/identities", "display_name", """{"email":"other@example.org"}""")]
    [InlineData("PATCH", "/connections/{connection}", "display_name", "{}")]
    [InlineData("PATCH", "/profile", "first_name", "{}")]
    [InlineData("PATCH", "/profile", "last_name", "{}")]
    public async Task Name_OfAnything_IsShownAndStoredInOneForm(string method, string path, string field, string body)
    {
        using var user = await fixture.Host.RegisterAsync();
        var seed = await MailSeed.CreateAsync(user);
        Task<ApiAnswer> SendAsync(string name)
        {
            var request = JsonNode.Parse(body)!.AsObject();
            request[field] = name;
            return user.SendAsync(new HttpMethod(method), $"/api/v1{path}".Replace("{connection}", $"{seed.ConnectionId:N}", StringComparison.Ordinal), request);
        }

        Assert.Equal([field], (await SendAsync(Invisible)).IsProblem(400, "validation_failed").ErrorFields());
        Assert.Equal([field], (await SendAsync("a\u202Eb")).IsProblem(400, "validation_failed").ErrorFields());
        var accepted = await SendAsync($" {Apart} ");
        Assert.True((int)accepted.Status is 200 or 201, Encoding.UTF8.GetString(accepted.Body));
        Assert.Equal(Composed, accepted.Text(field));
    }

    [PostgresFact]
    public async Task Names_OfARegistrationAndOfAMailbox_AreCheckedBeforeAnythingElseHappens()
    {
        using var user = await fixture.Host.RegisterAsync();
        var registration = new { email = $"{Guid.NewGuid():N}@example.org", password = "correct horse battery", first_name = Invisible };
        var mailbox = new { host = "127.0.0.1", port = 1, username = "u", password = "p", security = "none", display_name = Invisible };

        Assert.Equal(["first_name"], (await user.PostAsync("/api/v1/auth/register", registration)).IsProblem(400, "validation_failed").ErrorFields());
        Assert.Equal(["display_name"], (await user.PostAsync("/api/v1/connections/imap", mailbox)).IsProblem(400, "validation_failed").ErrorFields());
    }
}
