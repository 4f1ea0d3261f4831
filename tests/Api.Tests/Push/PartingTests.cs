using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EmailAgent.Api.Tests.Push;

/// <summary>A mailbox that is disconnected: Google is told to push no more, then its tokens are revoked, whatever fails at first.</summary>
public sealed class PartingTests
{
    private const string Stop = "POST /gmail/v1/users/me/stop";
    private const string Revoke = "POST /oauth2/revoke";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [EmulatePostgresFact]
    public async Task Disconnect_OfAPushedMailbox_StopsThenRevokes()
    {
        await using var mailbox = await PushedMailbox.ConnectAsync();
        Assert.Equal(204, (int)(await mailbox.User.DeleteAsync($"/api/v1/connections/{mailbox.Id}")).Status);

        await Eventually.True(async () => await CountAsync(mailbox) == 0, Limit);
        Assert.Equal([Stop, Revoke], Partings(mailbox));
    }

    [EmulatePostgresFact]
    public async Task Disconnect_WhileGoogleIsDown_IsMadeUpForInOrder()
    {
        await using var mailbox = await PushedMailbox.ConnectAsync(new AcceleratedClock(5), ("Gmail:NormalPoll", "10:00:00"), ("Gmail:FirstRetry", "00:00:00.1"));
        (mailbox.Proxy.Faults.Percent, mailbox.Proxy.Faults.Choice) = (100, [HttpFault.ServerError]);
        Assert.Equal(204, (int)(await mailbox.User.DeleteAsync($"/api/v1/connections/{mailbox.Id}")).Status);
        Assert.Equal(404, (int)(await mailbox.User.GetAsync($"/api/v1/connections/{mailbox.Id}")).Status);
        await Eventually.True(() => Partings(mailbox).Contains(Stop), Limit);
        Assert.Equal(1, await CountAsync(mailbox));
        Assert.DoesNotContain(Revoke, Partings(mailbox));

        mailbox.Proxy.Faults.Percent = 0;
        await Eventually.True(async () => await CountAsync(mailbox) == 0, Limit);
        Assert.Equal([Stop, Revoke], Partings(mailbox).TakeLast(2));
        Assert.Single(Partings(mailbox), Revoke);
    }

    [EmulatePostgresFact]
    public async Task Disconnect_OfOneOfTwoUsersOfAMailbox_LeavesItToTheOther()
    {
        await using var mailbox = await PushedMailbox.ConnectAsync();
        using var other = await mailbox.Host.RegisterAsync();
        using var browser = new HttpClient { BaseAddress = mailbox.Host.Address };
        browser.DefaultRequestHeaders.Authorization = new("Bearer", other.Token);
        await GoogleSignIn.ConnectAsync(browser, PushedMailbox.Email);
        var id = (await other.GetAsync("/api/v1/connections")).Json.GetProperty("items")[0].GetProperty("id").GetString();
        await Eventually.True(async () => (await other.GetAsync($"/api/v1/connections/{id}/health")).Text("push") == "watch", Limit);

        Assert.Equal(204, (int)(await mailbox.User.DeleteAsync($"/api/v1/connections/{mailbox.Id}")).Status);
        await Eventually.True(async () => await CountAsync(mailbox) == 0, Limit);
        Assert.Empty(Partings(mailbox));

        Assert.Equal(204, (int)(await other.DeleteAsync($"/api/v1/connections/{id}")).Status);
        await Eventually.True(async () => await CountAsync(mailbox) == 0, Limit);
        Assert.Equal([Stop, Revoke], Partings(mailbox));
    }

    private static List<string> Partings(PushedMailbox mailbox) => [.. mailbox.Proxy.Requests.Where(request => request is Stop or Revoke)];

    private static async Task<long> CountAsync(PushedMailbox mailbox)
    {
        await using var command = mailbox.Host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("SELECT count(*) FROM oauth_revocations");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
