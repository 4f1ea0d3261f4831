using EmailAgent.Api.Access;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Access;
using EmailAgent.Testing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EmailAgent.Api.Tests.Access;

/// <summary>Who is let in is decided at the moment of the request, not when a token was issued.</summary>
[Collection(ApiTests.Name)]
public sealed class AccessTests(ApiFixture fixture)
{
    [PostgresFact]
    public void Endpoints_AreAnonymousOrNeedOnePermission()
    {
        foreach (var endpoint in fixture.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints)
        {
            var isAnonymous = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
            Assert.True(isAnonymous != endpoint.Metadata.GetMetadata<EndpointPermission>() is not null, $"{endpoint.DisplayName} is not clear about who may call it");
        }
    }

    [PostgresFact]
    public async Task Logout_EndsTheAccessTokenAtOnce()
    {
        using var anonymous = fixture.Host.Anonymous();
        var session = await anonymous.PostAsync("/api/v1/auth/register", new { email = $"{Guid.NewGuid():N}@example.org", password = "correct horse" });
        using var user = new ApiClient(fixture.Host, session.Text("access_token"));
        Assert.Equal(200, (int)(await user.GetAsync("/api/v1/profile")).Status);

        await anonymous.PostAsync("/api/v1/auth/logout", new { refresh_token = session.Text("refresh_token") });

        var refused = (await user.GetAsync("/api/v1/profile")).IsProblem(401, "unauthenticated");
        Assert.Contains("invalid_token", refused.Header("WWW-Authenticate"), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task DisabledAccount_IsRefusedEverywhere()
    {
        using var anonymous = fixture.Host.Anonymous();
        var credentials = new { email = $"{Guid.NewGuid():N}@example.org", password = "correct horse" };
        var session = await anonymous.PostAsync("/api/v1/auth/register", credentials);
        using var user = new ApiClient(fixture.Host, session.Text("access_token"));

        await ChangeAsync(session.Json.GetProperty("user").GetProperty("id").GetString()!, "disabled_at = now()");

        (await user.GetAsync("/api/v1/profile")).IsProblem(403, "account_disabled");
        (await anonymous.PostAsync("/api/v1/auth/login", credentials)).IsProblem(403, "account_disabled");
        (await anonymous.PostAsync("/api/v1/auth/refresh", new { refresh_token = session.Text("refresh_token") })).IsProblem(401, "invalid_refresh_token");
    }

    [PostgresFact]
    public async Task RemovedAccount_IsNobody()
    {
        using var user = await fixture.Host.RegisterAsync();
        Assert.Equal(200, (int)(await user.GetAsync("/api/v1/profile")).Status);
        var database = fixture.Host.Services.GetRequiredService<NpgsqlDataSource>();
        await using (var command = database.CreateCommand("DELETE FROM users WHERE id = $1"))
        {
            command.Parameters.Add(new NpgsqlParameter { Value = user.UserId });
            await command.ExecuteNonQueryAsync();
        }

        await AccessOf(user.UserId.ToString("N")).ForgetAsync();

        (await user.GetAsync("/api/v1/profile")).IsProblem(401, "unauthenticated");
    }

    private async Task ChangeAsync(string userId, string change)
    {
        var database = fixture.Host.Services.GetRequiredService<NpgsqlDataSource>();
        await using var command = database.CreateCommand($"UPDATE users SET {change} WHERE id = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = Guid.ParseExact(userId, "N") });
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
        await AccessOf(userId).ForgetAsync();
    }

    private IAccessGrain AccessOf(string userId) => fixture.Host.Services.GetRequiredService<IClusterClient>().GetGrain<IAccessGrain>(userId);
}
