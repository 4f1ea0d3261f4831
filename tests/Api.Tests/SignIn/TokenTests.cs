using EmailAgent.Grains.SignIn;
using EmailAgent.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EmailAgent.Api.Tests.SignIn;

/// <summary>What becomes of a connection's tokens: renewed, refused, given anew, revoked.</summary>
public sealed class TokenTests(SignInFixture fixture) : IClassFixture<SignInFixture>, IAsyncLifetime
{
    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        fixture.Google?.Reset();
        fixture.Microsoft?.Reset();
        return Task.CompletedTask;
    }

    [EmulatePostgresFact]
    public async Task Tokens_InTheDatabase_CannotBeRead()
    {
        using var user = await fixture.Host.RegisterAsync();
        var id = (await SignInFixture.ConnectAsync(user, "gmail", "ann@example.com")).Text("id");
        var stored = await fixture.Host.Services.GetRequiredService<TokenStore>().ReadAsync(user.UserId, Guid.ParseExact(id, "N"), default);

        Assert.NotNull(stored);
        Assert.Contains("https://mail.google.com/", stored.Scopes);
        foreach (var secret in new[] { stored.AccessToken, stored.RefreshToken })
            Assert.DoesNotContain("google", System.Text.Encoding.Latin1.GetString(secret), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>With Microsoft, which is not asked to push: so only the mailbox's session sends the refresh tokens that are counted here.</summary>
    [EmulatePostgresFact]
    public async Task Refresh_Refused_NeedsASignInThatKeepsTheConnection()
    {
        fixture.Microsoft.ShortenLives();
        using var user = await fixture.Host.RegisterAsync();
        var id = (await SignInFixture.ConnectAsync(user, "outlook", "ann@example.com")).Text("id");
        await SignInFixture.StatusAsync(user, id, "connected");

        fixture.Microsoft.Answer = (_, form) => form["grant_type"] == "refresh_token" ? Results.Json(new { error = "invalid_grant" }, statusCode: 400) : null;
        await SignInFixture.StatusAsync(user, id, "needs_sign_in");
        var asked = fixture.Microsoft.Refreshes;
        var health = await user.GetAsync($"/api/v1/connections/{id}/health");
        Assert.Contains("/connections/outlook/auth-url", health.Text("next_step"), StringComparison.Ordinal);
        var failed = (await user.GetAsync("/api/v1/events?types=connection.error")).Json.GetProperty("items").EnumerateArray().Single();
        Assert.Equal("needs_sign_in", failed.GetProperty("data").GetProperty("code").GetString());
        await user.PostAsync($"/api/v1/connections/{id}/sync");
        Assert.Equal(asked, fixture.Microsoft.Refreshes);

        fixture.Microsoft.Reset();
        var again = await SignInFixture.ConnectAsync(user, "outlook", "ann@example.com");
        Assert.Equal((200, id), ((int)again.Status, again.Text("id")));
        await SignInFixture.StatusAsync(user, id, "connected");
    }

    [EmulatePostgresFact]
    public async Task Refresh_DownOrBrokenForAWhile_IsNoRefusal()
    {
        fixture.Google.ShortenLives();
        using var user = await fixture.Host.RegisterAsync();
        var id = (await SignInFixture.ConnectAsync(user, "gmail", "ann@example.com")).Text("id");
        await SignInFixture.StatusAsync(user, id, "connected");

        foreach (var (answer, _, _) in TokenProxy.Breakdowns)
        {
            fixture.Google.Answer = (_, _) => answer();
            fixture.Clock.Advance(TimeSpan.FromSeconds(2)); // the life of a token here
            await SignInFixture.StatusAsync(user, id, "error");
            fixture.Google.Answer = (_, _) => null;
            await SignInFixture.StatusAsync(user, id, "connected");
        }
    }

    [EmulatePostgresFact]
    public async Task Refresh_FailingWhileTheTokenIsGood_IsNotNoticed()
    {
        using var user = await fixture.Host.RegisterAsync();
        fixture.Google.ShortenLives(seconds: 60);
        fixture.Google.Answer = (_, form) => form["grant_type"] == "refresh_token" ? Results.StatusCode(500) : null;
        var id = (await SignInFixture.ConnectAsync(user, "gmail", "dan@example.com")).Text("id");

        await SignInFixture.StatusAsync(user, id, "connected");
        Assert.True(fixture.Google.Refreshes > 0);
    }

    [EmulatePostgresFact]
    public async Task AccessToken_RefusedByTheProvider_IsReplacedAtOnce()
    {
        using var user = await fixture.Host.RegisterAsync();
        var refused = "";
        fixture.Google.Accepts = token => token != (refused = refused.Length == 0 ? token : refused);
        var id = (await SignInFixture.ConnectAsync(user, "gmail", "cat@example.com")).Text("id");

        await SignInFixture.StatusAsync(user, id, "connected");
        Assert.NotEmpty(refused);
        Assert.Empty((await user.GetAsync("/api/v1/events?types=connection.error")).Json.GetProperty("items").EnumerateArray());
    }

    [EmulatePostgresFact]
    public async Task Disconnect_OfTheLastConnectionOfAnAccount_RevokesItsTokens()
    {
        using var first = await fixture.Host.RegisterAsync();
        using var second = await fixture.Host.RegisterAsync();
        var mine = (await SignInFixture.ConnectAsync(first, "gmail", "ben@example.com")).Text("id");
        var theirs = (await SignInFixture.ConnectAsync(second, "gmail", "ben@example.com")).Text("id");
        var before = fixture.Google.Revocations;

        Assert.Equal(204, (int)(await first.DeleteAsync($"/api/v1/connections/{mine}")).Status);
        await Eventually.True(async () => await CountAsync("oauth_revocations", first.UserId) == 0);
        Assert.Equal(before, fixture.Google.Revocations);

        Assert.Equal(204, (int)(await second.DeleteAsync($"/api/v1/connections/{theirs}")).Status);
        await Eventually.True(async () => await CountAsync("oauth_revocations", second.UserId) == 0);
        Assert.Equal(before + 1, fixture.Google.Revocations);
        (await second.GetAsync($"/api/v1/connections/{theirs}")).IsProblem(404);
    }

    [EmulatePostgresFact]
    public async Task Disconnect_WhileTheProviderIsDown_LeavesTheRevocationForLater()
    {
        using var user = await fixture.Host.RegisterAsync();
        var id = (await SignInFixture.ConnectAsync(user, "gmail", "eve@example.com")).Text("id");
        fixture.Google.Answer = (_, _) => Results.StatusCode(503);
        var before = fixture.Google.Revocations;

        Assert.Equal(204, (int)(await user.DeleteAsync($"/api/v1/connections/{id}")).Status);
        await Eventually.True(() => fixture.Google.Revocations > before);
        await Eventually.True(async () => await CountAsync("connections", user.UserId) == 0);
        Assert.Equal(1, await CountAsync("oauth_revocations", user.UserId));
        Assert.Equal(0, await CountAsync("oauth_tokens", user.UserId));

        // Else it is retried within another test, which counts revocations.
        await using var forget = fixture.Host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("DELETE FROM oauth_revocations WHERE user_id = $1");
        forget.Parameters.AddWithValue(user.UserId);
        await forget.ExecuteNonQueryAsync();
    }

    [EmulatePostgresFact]
    public async Task Password_ForAMailboxWithTokens_IsRefused()
    {
        using var user = await fixture.Host.RegisterAsync();
        var id = (await SignInFixture.ConnectAsync(user, "gmail", "ann@example.com")).Text("id");

        (await user.PatchAsync($"/api/v1/connections/{id}", new { password = "x" })).IsProblem(400, "validation_failed");
        Assert.Equal("Work", (await user.PatchAsync($"/api/v1/connections/{id}", new { display_name = "Work" })).Text("display_name"));
    }

    [EmulatePostgresFact]
    public async Task Revocation_OfAnUnreadableToken_IsPostponedAndKeepsNoOtherBack()
    {
        using var user = await fixture.Host.RegisterAsync();
        var id = (await SignInFixture.ConnectAsync(user, "gmail", "ben@example.com")).Text("id");
        var database = fixture.Host.Services.GetRequiredService<NpgsqlDataSource>();
        await using (var insert = database.CreateCommand(
            """
            INSERT INTO oauth_revocations (user_id, connection_id, provider, account_key, refresh_token, next_attempt_at)
            VALUES ($1, gen_random_uuid(), 'gmail', 'unreadable', decode('00', 'hex'), now() - interval '1 minute')
            """))
        {
            insert.Parameters.AddWithValue(user.UserId);
            await insert.ExecuteNonQueryAsync();
        }

        Assert.Equal(204, (int)(await user.DeleteAsync($"/api/v1/connections/{id}")).Status);

        await Eventually.True(async () => await CountAsync("oauth_revocations", user.UserId) == 1);
        await Eventually.True(async () =>
        {
            // Else it is leased, for longer.
            await using var postponed = database.CreateCommand(
                "SELECT count(*) FROM oauth_revocations WHERE user_id = $1 AND account_key = 'unreadable' AND attempts > 0 AND next_attempt_at < $2");
            postponed.Parameters.AddWithValue(user.UserId);
            postponed.Parameters.AddWithValue(fixture.Clock.GetUtcNow().AddMinutes(5));
            return (long)(await postponed.ExecuteScalarAsync())! == 1;
        });
    }

    private async Task<long> CountAsync(string table, Guid userId)
    {
        await using var command = fixture.Host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            $"SELECT count(*) FROM {table} WHERE user_id = $1");
        command.Parameters.AddWithValue(userId);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
