using System.Net.Http.Json;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Api.Tests.Shares;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Identity;
using EmailAgent.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EmailAgent.Api.Tests.Identity;

public sealed class ErasureTests
{
    private const string Password = "correct horse battery";

    [PostgresFact]
    public async Task Delete_ClosesTheAccountAtOnceAndLeavesNoRowOfIt()
    {
        await using var host = await ApiHost.StartAsync();
        using var anonymous = host.Anonymous();
        var email = $"{Guid.NewGuid():N}@example.org";
        var session = await anonymous.PostAsync("/api/v1/auth/register", new { email, password = Password });
        using var user = new ApiClient(host, session.Text("access_token")) { UserId = IdOf(session) };
        using var other = await host.RegisterAsync();
        await (await MailSeed.CreateAsync(user)).AddAsync(50, "email.received");
        await (await MailSeed.CreateAsync(other)).AddAsync(5, "email.received");
        await user.PostAsync("/api/v1/auth/mfa/totp", new { password = Password });

        Assert.Equal(202, (int)(await DeleteAsync(user, new { password = Password })).Status);

        (await user.GetAsync("/api/v1/profile")).IsProblem(401, "unauthenticated");
        (await anonymous.PostAsync("/api/v1/auth/login", new { email, password = Password })).IsProblem(401, "invalid_credentials");
        (await anonymous.PostAsync("/api/v1/auth/refresh", new { refresh_token = session.Text("refresh_token") })).IsProblem(401, "invalid_refresh_token");
        Assert.Equal(201, (int)(await anonymous.PostAsync("/api/v1/auth/register", new { email, password = Password })).Status); // the address is free at once
        await Eventually.True(async () => await CountAsync(host, "users", "id", user.UserId) == 0);

        foreach (var table in await TablesAsync(host))
            Assert.True(await CountAsync(host, table, "user_id", user.UserId) == 0, $"{table} holds rows of the user.");
        Assert.Equal(5, await CountAsync(host, "messages", "user_id", other.UserId));
        Assert.Equal(200, (int)(await other.GetAsync("/api/v1/profile")).Status);
        var audited = await host.Services.GetRequiredService<AuditReader>().ListAsync(new AuditFilter(user.UserId, null, null, null, null, 100, null), after: null, default);
        Assert.Contains(audited, entry => entry.Action == IdentityActions.EraseAccount);
        Assert.All(audited, entry => Assert.Null(entry.Origin)); // what is personal is gone
    }

    [PostgresFact]
    public async Task Delete_EndsWhatWasSharedByTheUserAndWithTheUser()
    {
        await using var host = await ApiHost.StartAsync();
        using var user = await host.RegisterAsync();
        using var other = await host.RegisterAsync();
        var team = await Team.CreateAsync(other, user);
        var (mailbox, others) = (await MailSeed.CreateAsync(user), await MailSeed.CreateAsync(other));
        var email = Assert.Single(await mailbox.AddAsync(1));
        await team.ShareAsync(user, mailbox, "manage");
        await team.ShareAsync(other, others, "read", (user, "manage"));
        Assert.Equal(200, (int)(await other.GetAsync($"/api/v1/emails/{email}")).Status);

        Assert.Equal(202, (int)(await DeleteAsync(user, new { password = "correct horse" })).Status);

        (await other.GetAsync($"/api/v1/emails/{email}")).IsProblem(404, "not_found"); // at once
        await Eventually.True(async () => await CountAsync(host, "users", "id", user.UserId) == 0);
        Assert.Equal(0, await CountAsync(host, "connection_shares", "user_id", user.UserId));
        Assert.Equal(0, await CountAsync(host, "connection_share_grants", "member_id", user.UserId));
        Assert.Equal(1, await CountAsync(host, "connection_shares", "user_id", other.UserId));
    }

    [PostgresFact]
    public async Task Delete_WithoutThePassword_IsRefused()
    {
        await using var host = await ApiHost.StartAsync();
        using var user = await host.RegisterAsync();

        (await DeleteAsync(user, new { password = "wrong password" })).IsProblem(403, "wrong_password");
        Assert.Equal(["password"], (await DeleteAsync(user, new { })).IsProblem(400, "validation_failed").ErrorFields());
        (await user.DeleteAsync("/api/v1/profile")).IsProblem(415, "unsupported_media_type");
        Assert.Equal(200, (int)(await user.GetAsync("/api/v1/profile")).Status);
    }

    [PostgresFact]
    public async Task Delete_WithSecondFactor_AsksForACodeToo()
    {
        var clock = new ShiftedClock();
        await using var host = await ApiHost.StartAsync(clock);
        using var user = await host.RegisterAsync();
        var secret = (await user.PostAsync("/api/v1/auth/mfa/totp", new { password = "correct horse" })).Text("secret");
        await user.PostAsync("/api/v1/auth/mfa/totp/confirm", new { code = Authenticator.Code(secret, clock.GetUtcNow()) });
        clock.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(["code"], (await DeleteAsync(user, new { password = "correct horse" })).IsProblem(400, "validation_failed").ErrorFields());
        (await DeleteAsync(user, new { password = "correct horse", code = "12345" })).IsProblem(403, "wrong_code");
        Assert.Equal(202, (int)(await DeleteAsync(user, new { password = "correct horse", code = Authenticator.Code(secret, clock.GetUtcNow()) })).Status);
    }

    [PostgresFact]
    public async Task Accounts_WhatOpensThem_IsAudited()
    {
        await using var host = await ApiHost.StartAsync();
        using var anonymous = host.Anonymous();
        var email = $"{Guid.NewGuid():N}@example.org";
        var id = IdOf(await anonymous.PostAsync("/api/v1/auth/register", new { email, password = Password }));
        await anonymous.PostAsync("/api/v1/auth/login", new { email, password = "wrong password" });
        var session = await anonymous.PostAsync("/api/v1/auth/login", new { email, password = Password });
        using (var user = new ApiClient(host, session.Text("access_token")))
            await user.PostAsync("/api/v1/auth/change-password", new { current_password = Password, new_password = "another horse battery" });
        await anonymous.PostAsync("/api/v1/auth/logout", new { refresh_token = session.Text("refresh_token") });

        var reader = host.Services.GetRequiredService<AuditReader>();
        await Eventually.True(async () => (await reader.ListAsync(new AuditFilter(id, null, null, null, null, 100, null), after: null, default)).Count == 6);
        var audited = await reader.ListAsync(new AuditFilter(id, null, null, null, null, 100, null), after: null, default);
        string[] expected = [IdentityActions.Register, IdentityActions.Login, IdentityActions.Login, IdentityActions.Login, IdentityActions.ChangePassword, IdentityActions.Logout];
        Assert.Equal(expected.Order(), audited.Select(entry => entry.Action).Order());
    }

    private static Guid IdOf(ApiAnswer session) => Guid.ParseExact(session.Json.GetProperty("user").GetProperty("id").GetString()!, "N");

    private static Task<ApiAnswer> DeleteAsync(ApiClient user, object body) =>
        user.SendAsync(new HttpRequestMessage(HttpMethod.Delete, "/api/v1/profile") { Content = JsonContent.Create(body) });

    private static async Task<IReadOnlyList<string>> TablesAsync(ApiHost host)
    {
        var tables = new List<string>();
        await using var command = host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            "SELECT table_name::text FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'user_id'");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            tables.Add(reader.GetString(0));
        Assert.Contains("messages", tables);
        return tables;
    }

    private static async Task<long> CountAsync(ApiHost host, string table, string column, Guid userId)
    {
        await using var command = host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand($"SELECT count(*) FROM {table} WHERE {column} = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = userId });
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
