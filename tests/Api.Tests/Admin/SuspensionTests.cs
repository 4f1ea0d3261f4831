using EmailAgent.Api.Tests.Events;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Connections;
using EmailAgent.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Api.Tests.Admin;

/// <summary>What rests while an account is disabled, and goes on afterwards; and that somebody is left to do it.</summary>
public sealed class SuspensionTests
{
    [DovecotPostgresFact]
    public async Task DisabledAccount_RestsItsMailboxesUntilItIsEnabled()
    {
        await using var dovecot = await DovecotServer.StartAsync();
        await using var host = await ApiHost.StartAsync();
        using var admin = await host.RegisterAdminAsync();
        using var user = await host.RegisterAsync();
        var email = (await user.GetAsync("/api/v1/profile")).Text("email");
        var connection = await user.PostAsync(
            "/api/v1/connections/imap", new { host = DovecotServer.Host, port = dovecot.ImapPort, username = "ann", password = DovecotServer.DefaultPassword, security = "none" });
        Assert.Equal(201, (int)connection.Status);
        await Eventually.True(async () => await SessionsAsync(dovecot) > 0 && (await user.GetAsync("/api/v1/sync/status")).Json.GetProperty("items")[0].GetProperty("state").GetString() == "idle");
        var path = $"/api/v1/admin/users/{user.UserId:N}";

        Assert.Equal(200, (int)(await admin.PatchAsync(path, new { disabled = true })).Status);

        await Eventually.True(async () => await SessionsAsync(dovecot) == 0);
        var store = host.Services.GetRequiredService<ConnectionStore>();
        Assert.DoesNotContain(await store.ListActiveAsync(default), key => key.UserId == user.UserId); // no start brings it back either
        await dovecot.DeliverAsync("ann", DovecotSeries.Message("meanwhile"));

        Assert.Equal(200, (int)(await admin.PatchAsync(path, new { disabled = false })).Status);

        using var anonymous = host.Anonymous();
        using var again = new ApiClient(host, (await anonymous.PostAsync("/api/v1/auth/login", new { email, password = "correct horse" })).Text("access_token"));
        await Eventually.True(async () => (await again.GetAsync("/api/v1/emails")).Json.GetProperty("items").GetArrayLength() == 1);
    }

    [PostgresFact]
    public async Task DisabledAccount_LosesItsLiveLines()
    {
        await using var host = await ApiHost.StartAsync(new AcceleratedClock(10));
        using var admin = await host.RegisterAdminAsync();
        using var user = await host.RegisterAsync();
        using var socket = await EventSocket.OpenAsync(host, bearer: user.Token);
        await socket.ReceiveAsync("ready");
        await using var stream = await user.OpenAsync(new HttpRequestMessage(HttpMethod.Get, "/api/v1/events/stream"));

        await admin.PatchAsync($"/api/v1/admin/users/{user.UserId:N}", new { disabled = true });

        while (await socket.ReceiveAsync() is not null)
        {
            // heartbeats
        }

        Assert.Equal(4401, (int?)socket.CloseStatus);
        await stream.CopyToAsync(Stream.Null); // ends, or the test hangs
    }

    [PostgresFact]
    public async Task LastAdministrator_CannotDisableDemoteOrDeleteItself()
    {
        await using var host = await ApiHost.StartAsync();
        using var admin = await host.RegisterAdminAsync();
        var path = $"/api/v1/admin/users/{admin.UserId:N}";
        (await admin.PatchAsync(path, new { disabled = true })).IsProblem(409, "last_admin");
        (await admin.PatchAsync(path, new { role = "user" })).IsProblem(409, "last_admin");
        (await DeleteAsync(admin)).IsProblem(409, "last_admin");
        Assert.Equal(200, (int)(await admin.GetAsync("/api/v1/admin/stats")).Status);

        using var second = await host.RegisterAdminAsync();
        var answers = await Task.WhenAll(DeleteAsync(admin), DeleteAsync(second));
        Assert.Equal([202, 409], answers.Select(answer => (int)answer.Status).Order());
    }

    private static Task<ApiAnswer> DeleteAsync(ApiClient user) => user.SendAsync(HttpMethod.Delete, "/api/v1/profile", new { password = "correct horse" });

    private static async Task<int> SessionsAsync(DovecotServer dovecot) =>
        (await dovecot.DoveadmAsync(["who", "-1"], null)).Split('\n').Count(line => line.StartsWith("ann", StringComparison.Ordinal));
}
