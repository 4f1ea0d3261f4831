using System.Net.Http.Json;
using System.Text;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Api.Tests.OpenApi;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Parameters;

/// <summary>Nothing that a caller sends is ignored: what is not known is refused, with the name that was probably meant.</summary>
[Collection(ApiTests.Name)]
public sealed class StrictInputTests(ApiFixture fixture)
{
    private const string Unknown = "surely_unknown";

    [PostgresTheory]
    [InlineData("/api/v1/emails?unread=true", "unread", "Did you mean is_read?")]
    [InlineData("/api/v1/emails?pageSize=5", "pageSize", "Did you mean page_size?")]
    [InlineData("/api/v1/profile?x=1", "x", "None are allowed here.")]
    [InlineData("/api/v1/search?q=a&zzzzzzzz=1", "zzzzzzzz", "Known names: q, mode, sort_by, in, connection_id, page, page_size.")]
    public async Task Query_UnknownParameter_IsRefusedWithTheNearestName(string path, string field, string hint)
    {
        using var user = await fixture.Host.RegisterAsync();
        var answer = (await user.GetAsync(path)).IsProblem(400, "unknown_field");
        Assert.Equal([field], answer.ErrorFields());
        Assert.EndsWith(hint, answer.Json.GetProperty("errors").GetProperty(field)[0].GetString(), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Id_SpelledOtherwise_IsNotFound()
    {
        using var user = await fixture.Host.RegisterAsync();
        var seed = await MailSeed.CreateAsync(user);
        var email = Assert.Single(await seed.AddAsync(1));
        var organization = (await user.PostAsync("/api/v1/organizations", new { name = "Firm" })).Text("id");
        foreach (var (path, id) in new[] { ("emails", email), ("organizations", organization), ("connections", seed.ConnectionId.ToString("N")) })
        {
            Assert.Equal(200, (int)(await user.GetAsync($"/api/v1/{path}/{id}")).Status);
            foreach (var other in new[] { id.ToUpperInvariant(), $"%20{id}", $"{id}%20", Guid.ParseExact(id, "N").ToString("D") })
                (await user.GetAsync($"/api/v1/{path}/{other}")).IsProblem(404, "not_found");
        }
    }

    [PostgresFact]
    public async Task Body_UnknownField_IsRefusedWithTheNearestName()
    {
        using var user = await fixture.Host.RegisterAsync();
        var answer = (await user.PatchAsync($"/api/v1/emails/{Guid.NewGuid():N}", new { is_red = true })).IsProblem(400, "unknown_field");
        Assert.Equal(["is_red"], answer.ErrorFields());
        Assert.Contains("is_read", answer.Text("detail"), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Body_OfARequestThatTakesNone_HasNoFields()
    {
        using var user = await fixture.Host.RegisterAsync();
        var answer = (await user.PostAsync("/api/v1/auth/logout-all", new { revoke_api_keys = true })).IsProblem(400, "unknown_field");
        Assert.Equal(["revoke_api_keys"], answer.ErrorFields());
        Assert.Equal(202, (int)(await user.PostAsync("/api/v1/sync/start", new { })).Status);
        Assert.Equal(202, (int)(await user.PostAsync("/api/v1/sync/start")).Status);
    }

    [PostgresFact]
    public async Task Body_WrongInSeveralWays_NamesAllFieldsAtOnce()
    {
        using var user = await fixture.Host.RegisterAsync();
        var answer = (await user.PostAsync("/api/v1/connections/imap", new { hots = "x", port = "many", username = 5, security = "ssl3", email = "ok@example.org" }))
            .IsProblem(400, "unknown_field");
        Assert.Equal(["hots", "password", "port", "security", "username"], answer.ErrorFields());
        var errors = answer.Json.GetProperty("errors");
        Assert.Equal("Must be one of tls, starttls, none.", errors.GetProperty("security")[0].GetString());
        Assert.Equal("Must be text.", errors.GetProperty("username")[0].GetString());
        Assert.Equal("Must be a whole number.", errors.GetProperty("port")[0].GetString());
        Assert.Equal("This field is required.", errors.GetProperty("password")[0].GetString());
    }

    [PostgresFact]
    public async Task Body_WrongInsideAList_NamesThePath()
    {
        using var user = await fixture.Host.RegisterAsync();
        var body = new { everybody = "read", members = new object[] { new { user_id = "a", access = "read" }, new { user_id = 7, acces = "all" } } };
        var answer = (await user.SendAsync(HttpMethod.Put, $"/api/v1/organizations/{Guid.NewGuid():N}/connections/{Guid.NewGuid():N}", body)).IsProblem(400, "unknown_field");
        Assert.Equal(["members[1].acces", "members[1].user_id"], answer.ErrorFields());
    }

    [PostgresFact]
    public async Task Body_WrongEverywhere_NamesSomeOfIt()
    {
        using var user = await fixture.Host.RegisterAsync();
        var body = new { everybody = "read", members = Enumerable.Range(0, 100_000) };
        var answer = (await user.SendAsync(HttpMethod.Put, $"/api/v1/organizations/{Guid.NewGuid():N}/connections/{Guid.NewGuid():N}", body)).IsProblem(400, "validation_failed");
        Assert.Equal(50, answer.ErrorFields().Count);
    }

    [PostgresTheory]
    [InlineData("{}", "This field is required.")]
    [InlineData("""{"email": null, "password": null}""", "This field is required.")]
    [InlineData("""{"email": "", "password": ""}""", "This field is required.")]
    [InlineData("""{"email": 5, "password": {}}""", "Must be text.")]
    public async Task Body_WithoutWhatIsRequired_NamesEachFieldOnce(string body, string message)
    {
        using var nobody = fixture.Host.Anonymous();
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/auth/login") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        var answer = (await nobody.SendAsync(request)).IsProblem(400, "validation_failed");
        Assert.Equal(["email", "password"], answer.ErrorFields());
        Assert.All(answer.Json.GetProperty("errors").EnumerateObject(), field => Assert.Equal([message], field.Value.EnumerateArray().Select(text => text.GetString())));
    }

    [PostgresFact]
    public async Task Registration_WrongInSeveralWays_NamesAllFieldsAtOnce()
    {
        using var nobody = fixture.Host.Anonymous();
        var answer = (await nobody.PostAsync("/api/v1/auth/register", new { email = "none", password = "short", first_name = "a\u0007" })).IsProblem(400, "validation_failed");
        Assert.Equal(["email", "first_name", "password"], answer.ErrorFields().Order());
    }

    [PostgresFact]
    public async Task Operations_AllOfThem_RefuseUnknownParametersAndFields()
    {
        using var user = await fixture.Host.RegisterAsync();
        using var admin = await fixture.Host.RegisterAdminAsync();
        using var nobody = fixture.Host.Anonymous();
        foreach (var operation in (await ApiOperation.ReadAllAsync(fixture.Host)).Where(operation => operation.Template.StartsWith("/api/", StringComparison.Ordinal)))
        {
            if (operation.Template.EndsWith("/webhook", StringComparison.Ordinal) || (operation.HasBody && !operation.HasJson))
            {
                continue; // called by a provider, with whatever it adds; or no JSON, and tested with its feature
            }

            var caller = operation.NeedsAdmin ? admin : operation.NeedsUser ? user : nobody;
            var path = operation.Path(Guid.NewGuid().ToString("N"));
            var asked = await caller.SendAsync(new HttpRequestMessage(operation.Method, $"{path}?{Unknown}=1") { Content = operation.HasBody ? JsonContent.Create(new { }) : null });
            Assert.Equal([Unknown], asked.IsProblem(400, "unknown_field").ErrorFields());
            if (operation.Method != HttpMethod.Get && !operation.Template.StartsWith("/api/v1/connections/{id}", StringComparison.Ordinal))
            {
                var sent = await caller.SendAsync(operation.Method, path, new Dictionary<string, int> { [Unknown] = 1 });
                Assert.Contains(Unknown, sent.IsProblem(400, "unknown_field").ErrorFields());
            }
        }
    }
}
