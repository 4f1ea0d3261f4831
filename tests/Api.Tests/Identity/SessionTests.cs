using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Identity;

[Collection(ApiTests.Name)]
public sealed class SessionTests(ApiFixture fixture)
{
    private const string Password = "correct horse battery";

    [PostgresFact]
    public async Task Register_NewAddress_OpensSession()
    {
        using var client = fixture.Host.Anonymous();
        var email = NewEmail();

        var answer = await client.PostAsync("/api/v1/auth/register", new { email, password = Password, first_name = "Ada" });

        Assert.Equal(201, (int)answer.Status);
        Assert.Equal(email, answer.Json.GetProperty("user").GetProperty("email").GetString());
        Assert.Equal("Ada", answer.Json.GetProperty("user").GetProperty("first_name").GetString());
        Assert.EndsWith("Z", answer.Json.GetProperty("user").GetProperty("created_at").GetString(), StringComparison.Ordinal);
        Assert.Equal(900, answer.Json.GetProperty("expires_in").GetInt32());
        Assert.NotEmpty(answer.Text("refresh_token"));
        using var user = new ApiClient(fixture.Host, answer.Text("access_token"));
        Assert.Equal(email, (await user.GetAsync("/api/v1/profile")).Text("email"));
    }

    [PostgresFact]
    public async Task Register_SameAddressInOtherCase_IsTaken()
    {
        using var client = fixture.Host.Anonymous();
        var email = NewEmail();
        await client.PostAsync("/api/v1/auth/register", new { email, password = Password });

        var again = await client.PostAsync("/api/v1/auth/register", new { email = email.ToUpperInvariant(), password = Password });

        Assert.Equal(["email"], again.IsProblem(409, "email_taken").ErrorFields());
    }

    [PostgresTheory]
    [InlineData("not an address", "long enough", "email")]
    [InlineData("a@-b.org", "long enough", "email")]
    [InlineData("a..b@example.org", "long enough", "email")]
    [InlineData("fine@example.org", "1234567", "password")]
    [InlineData("nul\0@example.org", "long enough", "email")]
    public async Task Register_UnusableValue_NamesTheField(string email, string password, string field)
    {
        using var client = fixture.Host.Anonymous();
        var answer = await client.PostAsync("/api/v1/auth/register", new { email, password });
        Assert.Equal([field], answer.IsProblem(400, "validation_failed").ErrorFields());
    }

    [PostgresFact]
    public async Task Register_NothingGiven_NamesAllMissingFields()
    {
        using var client = fixture.Host.Anonymous();
        var answer = await client.PostAsync("/api/v1/auth/register", new { });
        Assert.Equal(["email", "password"], answer.IsProblem(400, "validation_failed").ErrorFields());
    }

    [PostgresFact]
    public async Task Login_WrongPasswordAndUnknownAccount_LookTheSame()
    {
        using var client = fixture.Host.Anonymous();
        var email = NewEmail();
        await client.PostAsync("/api/v1/auth/register", new { email, password = Password });

        var wrong = await client.PostAsync("/api/v1/auth/login", new { email, password = "wrong password" });
        var unknown = await client.PostAsync("/api/v1/auth/login", new { email = NewEmail(), password = Password });
        var right = await client.PostAsync("/api/v1/auth/login", new { email = email.ToUpperInvariant(), password = Password });

        wrong.IsProblem(401, "invalid_credentials");
        unknown.IsProblem(401, "invalid_credentials");
        Assert.Equal(wrong.Text("detail"), unknown.Text("detail"));
        Assert.Equal(200, (int)right.Status);
    }

    [PostgresFact]
    public async Task Refresh_WhoseAnswerWasLost_IsRepeatedOnceAndThenRevokesTheFamily()
    {
        using var client = fixture.Host.Anonymous();
        var first = (await client.PostAsync("/api/v1/auth/register", new { email = NewEmail(), password = Password })).Text("refresh_token");

        var second = await RefreshAsync(client, first);
        Assert.Equal(200, (int)second.Status);
        var repeated = await RefreshAsync(client, first);
        Assert.Equal(second.Text("refresh_token"), repeated.Text("refresh_token"));
        using var user = new ApiClient(fixture.Host, repeated.Text("access_token"));
        Assert.Equal(200, (int)(await user.GetAsync("/api/v1/profile")).Status);
        (await RefreshAsync(client, first)).IsProblem(401, "invalid_refresh_token");
        (await RefreshAsync(client, second.Text("refresh_token"))).IsProblem(401, "invalid_refresh_token");
    }

    [PostgresFact]
    public async Task Refresh_OfATokenWhoseSuccessorWasUsed_RevokesTheFamily()
    {
        using var client = fixture.Host.Anonymous();
        var first = (await client.PostAsync("/api/v1/auth/register", new { email = NewEmail(), password = Password })).Text("refresh_token");
        var second = (await RefreshAsync(client, first)).Text("refresh_token");
        var third = (await RefreshAsync(client, second)).Text("refresh_token");

        (await RefreshAsync(client, first)).IsProblem(401, "invalid_refresh_token");
        (await RefreshAsync(client, third)).IsProblem(401, "invalid_refresh_token");
    }

    [PostgresFact]
    public async Task Refresh_OfATokenThatWasReturnedTwice_IsNotRepeated()
    {
        using var client = fixture.Host.Anonymous();
        var first = (await client.PostAsync("/api/v1/auth/register", new { email = NewEmail(), password = Password })).Text("refresh_token");
        await RefreshAsync(client, first);
        var second = (await RefreshAsync(client, first)).Text("refresh_token");

        Assert.Equal(200, (int)(await RefreshAsync(client, second)).Status);
        (await RefreshAsync(client, second)).IsProblem(401, "invalid_refresh_token");
    }

    [PostgresFact]
    public async Task Refresh_RepeatedTooLate_RevokesTheFamily()
    {
        var clock = new ShiftedClock(runs: false);
        await using var host = await ApiHost.StartAsync(clock);
        using var client = host.Anonymous();
        var first = (await client.PostAsync("/api/v1/auth/register", new { email = NewEmail(), password = Password })).Text("refresh_token");
        var second = (await RefreshAsync(client, first)).Text("refresh_token");

        clock.Advance(TimeSpan.FromSeconds(31));
        (await RefreshAsync(client, first)).IsProblem(401, "invalid_refresh_token");
        (await RefreshAsync(client, second)).IsProblem(401, "invalid_refresh_token");
    }

    [PostgresFact]
    public async Task Refresh_SameTokenAtTheSameTime_LeavesNoTokenOfTheFamilyUsable()
    {
        using var client = fixture.Host.Anonymous();
        var token = (await client.PostAsync("/api/v1/auth/register", new { email = NewEmail(), password = Password })).Text("refresh_token");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RefreshAsync(client, token)));

        // The second one counts as a repetition.
        var winners = answers.Where(answer => (int)answer.Status == 200).Select(answer => answer.Text("refresh_token")).ToList();
        Assert.Equal(2, winners.Count);
        Assert.Equal(winners[0], winners[1]);
        (await RefreshAsync(client, winners[0])).IsProblem(401, "invalid_refresh_token");
    }

    [PostgresFact]
    public async Task Logout_EndsTheSessionButNoOther()
    {
        using var client = fixture.Host.Anonymous();
        var email = NewEmail();
        var ended = (await client.PostAsync("/api/v1/auth/register", new { email, password = Password })).Text("refresh_token");
        var other = (await client.PostAsync("/api/v1/auth/login", new { email, password = Password })).Text("refresh_token");

        Assert.Equal(204, (int)(await client.PostAsync("/api/v1/auth/logout", new { refresh_token = ended })).Status);
        Assert.Equal(204, (int)(await client.PostAsync("/api/v1/auth/logout", new { refresh_token = "never was one" })).Status);

        (await RefreshAsync(client, ended)).IsProblem(401, "invalid_refresh_token");
        Assert.Equal(200, (int)(await RefreshAsync(client, other)).Status);
    }

    [PostgresFact]
    public async Task Tokens_WhenTheirTimeIsOver_AreRefused()
    {
        var clock = new ShiftedClock(runs: false);
        await using var host = await ApiHost.StartAsync(clock);
        using var client = host.Anonymous();
        var session = await client.PostAsync("/api/v1/auth/register", new { email = NewEmail(), password = Password });
        using var user = new ApiClient(host, session.Text("access_token"));

        clock.Advance(TimeSpan.FromMinutes(14.5));
        Assert.Equal(200, (int)(await user.GetAsync("/api/v1/profile")).Status);
        clock.Advance(TimeSpan.FromMinutes(0.6));
        var expired = (await user.GetAsync("/api/v1/profile")).IsProblem(401, "unauthenticated");
        Assert.Contains("invalid_token", expired.Header("WWW-Authenticate"), StringComparison.Ordinal);

        clock.Advance(TimeSpan.FromDays(29));
        var renewed = await RefreshAsync(client, session.Text("refresh_token"));
        Assert.Equal(200, (int)renewed.Status);
        clock.Advance(TimeSpan.FromDays(30));
        (await RefreshAsync(client, renewed.Text("refresh_token"))).IsProblem(401, "invalid_refresh_token");
    }

    [PostgresFact]
    public async Task Keys_AfterAMonth_AreReplacedWithoutBreakingTokens()
    {
        var clock = new ShiftedClock();
        await using var host = await ApiHost.StartAsync(clock);
        using var client = host.Anonymous();
        var email = NewEmail();
        await client.PostAsync("/api/v1/auth/register", new { email, password = Password });

        clock.Advance(TimeSpan.FromDays(30) + TimeSpan.FromMinutes(50));
        var before = (await client.PostAsync("/api/v1/auth/login", new { email, password = Password })).Text("access_token");
        Assert.Equal(2, (await client.GetAsync("/.well-known/jwks.json")).Json.GetProperty("keys").GetArrayLength());
        clock.Advance(TimeSpan.FromMinutes(61));
        var after = (await client.PostAsync("/api/v1/auth/login", new { email, password = Password })).Text("access_token");

        Assert.NotEqual(HeaderOf(before), HeaderOf(after));
        using var user = new ApiClient(host, after);
        Assert.Equal(200, (int)(await user.GetAsync("/api/v1/profile")).Status);
        clock.Advance(TimeSpan.FromDays(3));
        await client.PostAsync("/api/v1/auth/login", new { email, password = Password });
        Assert.Single((await client.GetAsync("/.well-known/jwks.json")).Json.GetProperty("keys").EnumerateArray());
    }

    private static string HeaderOf(string token) => token[..token.IndexOf('.', StringComparison.Ordinal)];

    private static Task<ApiAnswer> RefreshAsync(ApiClient client, string token) => client.PostAsync("/api/v1/auth/refresh", new { refresh_token = token });

    private static string NewEmail() => $"{Guid.NewGuid():N}@example.org";
}
