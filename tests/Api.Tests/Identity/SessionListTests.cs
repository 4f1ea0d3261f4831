using EmailAgent.Api.Tests.ApiKeys;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Identity;

[Collection(ApiTests.Name)]
public sealed class SessionListTests(ApiFixture fixture)
{
    private const string Password = "correct horse battery";

    [PostgresFact]
    public async Task List_TwoLogins_ShowsBothAndWhichIsTheCallers()
    {
        var (email, first) = await RegisterAsync();
        using var phone = await LoginAsync(email, "phone/1.0 " + new string('x', 500));

        var sessions = (await phone.GetAsync("/api/v1/auth/sessions")).Json.GetProperty("items").EnumerateArray().ToList();

        Assert.Equal(2, sessions.Count);
        var current = Assert.Single(sessions, session => session.GetProperty("current").GetBoolean());
        Assert.StartsWith("phone/1.0", current.GetProperty("user_agent").GetString(), StringComparison.Ordinal);
        Assert.True(current.GetProperty("user_agent").GetString()!.Length <= 200);
        Assert.Equal("127.0.0.1", current.GetProperty("address").GetString());
        first.Dispose();
    }

    [PostgresFact]
    public async Task End_OtherSession_RefusesItsTokensAtOnce()
    {
        var (email, first) = await RegisterAsync();
        using var second = await LoginAsync(email, "second");
        var other = await IdOfOtherAsync(second);

        Assert.Equal(204, (int)(await second.DeleteAsync($"/api/v1/auth/sessions/{other}")).Status);

        (await first.GetAsync("/api/v1/profile")).IsProblem(401, "unauthenticated");
        Assert.Equal(200, (int)(await second.GetAsync("/api/v1/profile")).Status);
        (await second.DeleteAsync($"/api/v1/auth/sessions/{other}")).IsProblem(404, "not_found");
        first.Dispose();
    }

    [PostgresFact]
    public async Task End_SomebodyElsesSession_AnswersLikeAnUnknownOne()
    {
        var (email, first) = await RegisterAsync();
        using var second = await LoginAsync(email, "second");
        var (_, stranger) = await RegisterAsync();

        (await stranger.DeleteAsync($"/api/v1/auth/sessions/{await IdOfOtherAsync(second)}")).IsProblem(404, "not_found");
        (await stranger.DeleteAsync("/api/v1/auth/sessions/nonsense")).IsProblem(404, "not_found");

        Assert.Equal(200, (int)(await first.GetAsync("/api/v1/profile")).Status);
        first.Dispose();
        stranger.Dispose();
    }

    [PostgresFact]
    public async Task End_Current_LogsOut()
    {
        var (_, user) = await RegisterAsync();
        Assert.Equal(204, (int)(await user.DeleteAsync("/api/v1/auth/sessions/current")).Status);
        (await user.GetAsync("/api/v1/profile")).IsProblem(401, "unauthenticated");
        user.Dispose();
    }

    [PostgresFact]
    public async Task LogoutAll_EndsEverySession()
    {
        var (email, first) = await RegisterAsync();
        using var second = await LoginAsync(email, "second");

        Assert.Equal(204, (int)(await first.PostAsync("/api/v1/auth/logout-all")).Status);

        (await first.GetAsync("/api/v1/profile")).IsProblem(401, "unauthenticated");
        (await second.GetAsync("/api/v1/profile")).IsProblem(401, "unauthenticated");
        first.Dispose();
    }

    [PostgresTheory]
    [InlineData("", 200)]
    [InlineData("?revoke_api_keys=false", 200)]
    [InlineData("?revoke_api_keys=true", 401)]
    public async Task LogoutAll_RevokesApiKeysWhereThatIsAsked(string query, int status)
    {
        var (_, user) = await RegisterAsync();
        using var first = user.With(await user.CreateAsync("account:read"));
        using var second = user.With(await user.CreateAsync("account:read"));
        Assert.Equal(200, (int)(await first.GetAsync("/api/v1/profile")).Status);

        (await user.PostAsync("/api/v1/auth/logout-all?revoke_api_keys=maybe")).IsProblem(400, "validation_failed");
        Assert.Equal(204, (int)(await user.PostAsync($"/api/v1/auth/logout-all{query}")).Status);

        (await user.GetAsync("/api/v1/profile")).IsProblem(401, "unauthenticated");
        Assert.Equal(status, (int)(await first.GetAsync("/api/v1/profile")).Status);
        Assert.Equal(status, (int)(await second.GetAsync("/api/v1/profile")).Status);
        user.Dispose();
    }

    [PostgresFact]
    public async Task ChangePassword_EndsOtherSessionsAndTheOldPassword()
    {
        var (email, first) = await RegisterAsync();
        using var second = await LoginAsync(email, "second");

        (await first.PostAsync("/api/v1/auth/change-password", new { current_password = "not it at all", new_password = "another horse" })).IsProblem(403, "wrong_password");
        var weak = await first.PostAsync("/api/v1/auth/change-password", new { current_password = Password, new_password = "pass" });
        Assert.Equal(["new_password"], weak.IsProblem(400, "validation_failed").ErrorFields());
        Assert.Equal(204, (int)(await first.PostAsync("/api/v1/auth/change-password", new { current_password = Password, new_password = "another horse" })).Status);

        Assert.Equal(200, (int)(await first.GetAsync("/api/v1/profile")).Status);
        (await second.GetAsync("/api/v1/profile")).IsProblem(401, "unauthenticated");
        using var anonymous = fixture.Host.Anonymous();
        (await anonymous.PostAsync("/api/v1/auth/login", new { email, password = Password })).IsProblem(401, "invalid_credentials");
        Assert.Equal(200, (int)(await anonymous.PostAsync("/api/v1/auth/login", new { email, password = "another horse" })).Status);
        first.Dispose();
    }

    [PostgresFact]
    public async Task Register_WeakPassword_NamesEveryUnmetRule()
    {
        using var anonymous = fixture.Host.Anonymous();
        var answer = await anonymous.PostAsync("/api/v1/auth/register", new { email = "short@example.org", password = "short" });

        Assert.Equal(2, answer.IsProblem(400, "validation_failed").Json.GetProperty("errors").GetProperty("password").GetArrayLength());
    }

    private static async Task<string> IdOfOtherAsync(ApiClient client) =>
        (await client.GetAsync("/api/v1/auth/sessions")).Json.GetProperty("items").EnumerateArray()
            .Single(session => !session.GetProperty("current").GetBoolean()).GetProperty("id").GetString()!;

    private async Task<(string Email, ApiClient Client)> RegisterAsync()
    {
        using var anonymous = fixture.Host.Anonymous();
        var email = $"{Guid.NewGuid():N}@example.org";
        var session = await anonymous.PostAsync("/api/v1/auth/register", new { email, password = Password });
        return (email, new ApiClient(fixture.Host, session.Text("access_token")));
    }

    private async Task<ApiClient> LoginAsync(string email, string userAgent)
    {
        using var anonymous = fixture.Host.Anonymous();
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/auth/login") { Content = System.Net.Http.Json.JsonContent.Create(new { email, password = Password }) };
        request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        return new ApiClient(fixture.Host, (await anonymous.SendAsync(request)).Text("access_token"));
    }
}
