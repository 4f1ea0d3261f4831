using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Shares;
using EmailAgent.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Api.Tests.Shares;

/// <summary>Who may share a mailbox, change that and withdraw it.</summary>
[Collection(ApiTests.Name)]
public sealed class ShareTests(ApiFixture fixture)
{
    [PostgresFact]
    public async Task Share_ByItsOwner_IsListedToWhoManagesIt()
    {
        using var owner = await fixture.Host.RegisterAsync();
        using var manager = await fixture.Host.RegisterAsync();
        using var reader = await fixture.Host.RegisterAsync();
        using var chief = await fixture.Host.RegisterAsync();
        var team = await Team.CreateAsync(chief, owner, manager, reader);
        var mailbox = await MailSeed.CreateAsync(owner);

        var shared = (await team.ShareAsync(owner, mailbox, "read", (manager, "manage"))).Json;

        Assert.Equal($"{owner.UserId:N}", shared.GetProperty("user_id").GetString());
        Assert.Equal("read", shared.GetProperty("everybody").GetString());
        var grant = Assert.Single(shared.GetProperty("members").EnumerateArray());
        Assert.Equal(($"{manager.UserId:N}", "manage"), (grant.GetProperty("user_id").GetString(), grant.GetProperty("access").GetString()));
        foreach (var (member, sees) in new[] { (owner, 1), (manager, 1), (chief, 1), (reader, 0) })
            Assert.Equal(sees, (await member.GetAsync($"{team.Path}/connections")).Json.GetProperty("total").GetInt32());
    }

    [PostgresFact]
    public async Task Share_ByAnybodyButOwnerAndManager_IsRefused()
    {
        using var owner = await fixture.Host.RegisterAsync();
        using var reader = await fixture.Host.RegisterAsync();
        using var admin = await fixture.Host.RegisterAsync();
        using var other = await fixture.Host.RegisterAsync();
        using var stranger = await fixture.Host.RegisterAsync();
        var team = await Team.CreateAsync(owner, reader, other);
        await team.JoinAsync(admin, "admin");
        var mailbox = await MailSeed.CreateAsync(owner);

        (await team.ShareAsync(admin, mailbox, "read")).IsProblem(404, "not_found"); // the owner alone begins
        await team.ShareAsync(owner, mailbox, null, (reader, "send"));

        (await team.ShareAsync(reader, mailbox, "manage")).IsProblem(403, "access_too_low");
        (await team.WithdrawAsync(reader, mailbox)).IsProblem(403, "access_too_low");
        (await team.ShareAsync(admin, mailbox, "manage")).IsProblem(403, "access_too_low");
        var unknown = await other.SendAsync(HttpMethod.Put, $"{team.Path}/connections/{Guid.NewGuid():N}", new { everybody = "read" });
        Assert.Equal(unknown.IsProblem(404, "not_found").Text("detail"), (await team.ShareAsync(other, mailbox, "manage")).IsProblem(404, "not_found").Text("detail"));
        (await team.WithdrawAsync(other, mailbox)).IsProblem(404, "not_found");
        foreach (var answer in new[] { await team.ShareAsync(stranger, mailbox, "read"), await team.WithdrawAsync(stranger, mailbox), await stranger.GetAsync($"{team.Path}/connections") })
            answer.IsProblem(404, "not_found");
        Assert.Equal(204, (int)(await team.WithdrawAsync(admin, mailbox)).Status);
        (await team.WithdrawAsync(admin, mailbox)).IsProblem(404, "not_found");
    }

    [PostgresFact]
    public async Task Manager_ChangesGrantsAndWithdraws_AndIsTheActorInTheOwnersAuditLog()
    {
        using var owner = await fixture.Host.RegisterAsync();
        using var manager = await fixture.Host.RegisterAsync();
        using var third = await fixture.Host.RegisterAsync();
        var team = await Team.CreateAsync(owner, manager, third);
        var mailbox = await MailSeed.CreateAsync(owner);
        await team.ShareAsync(owner, mailbox, null, (manager, "manage"));

        Assert.Equal(200, (int)(await team.ShareAsync(manager, mailbox, "send", (manager, "manage"), (third, "read"))).Status);
        Assert.Equal("send", await AccessAsync(third, mailbox)); // the most of what is given
        Assert.Equal(204, (int)(await team.WithdrawAsync(manager, mailbox)).Status);
        Assert.Null(await AccessAsync(third, mailbox));

        var audited = await fixture.Host.Services.GetRequiredService<AuditReader>().ListAsync(new AuditFilter(owner.UserId, null, null, null, null, 100, null), after: null, default);
        var changes = audited.Where(entry => entry.Target == $"connection:{mailbox.ConnectionId:N}" && entry.Action is ShareActions.Share or ShareActions.Withdraw).ToList();
        Assert.Equal([ShareActions.Withdraw, ShareActions.Share, ShareActions.Share], changes.Select(entry => entry.Action));
        Assert.Equal([manager.UserId, manager.UserId, owner.UserId], changes.Select(entry => entry.ActorId!.Value));
    }

    [PostgresFact]
    public async Task Share_OfWhatCannotBeGiven_IsRefused()
    {
        using var owner = await fixture.Host.RegisterAsync();
        using var member = await fixture.Host.RegisterAsync();
        using var stranger = await fixture.Host.RegisterAsync();
        var team = await Team.CreateAsync(owner, member);
        var (mailbox, others) = (await MailSeed.CreateAsync(owner), await MailSeed.CreateAsync(member));
        var known = new { user_id = $"{member.UserId:N}", access = "read" };

        foreach (var (body, field) in new (object, string)[]
        {
            (new { }, "everybody"),
            (new { everybody = "owner" }, "everybody"),
            (new { members = new[] { new { user_id = $"{member.UserId:N}", access = "owner" } } }, "members"),
            (new { members = new[] { known, known } }, "members"),
            (new { members = new[] { new { user_id = $"{stranger.UserId:N}", access = "read" } } }, "members"),
            (new { members = new[] { new { user_id = "somebody", access = "read" } } }, "members"),
            (new { members = new[] { new { access = "read" } } }, "members"),
            (new { members = new object?[] { null } }, "members"),
            (new { members = Enumerable.Range(0, 1001).Select(_ => new { user_id = $"{Guid.NewGuid():N}", access = "read" }) }, "members"),
        })
        {
            Assert.Equal([field], (await owner.SendAsync(HttpMethod.Put, team.Of(mailbox), body)).IsProblem(400, "validation_failed").ErrorFields());
        }

        (await owner.SendAsync(HttpMethod.Put, team.Of(mailbox), new { everybody = "all" })).IsProblem(400);
        (await owner.SendAsync(HttpMethod.Put, team.Of(mailbox), new { everybody = 3 })).IsProblem(400);
        (await team.ShareAsync(owner, others, "read")).IsProblem(404, "not_found");
        (await owner.SendAsync(HttpMethod.Put, $"{team.Path}/connections/none", new { everybody = "read" })).IsProblem(404, "not_found");
        Assert.Equal(0, (await owner.GetAsync($"{team.Path}/connections")).Json.GetProperty("total").GetInt32());
    }

    [PostgresFact]
    public async Task Share_ByAnApiKey_IsRefused()
    {
        using var owner = await fixture.Host.RegisterAsync();
        var team = await Team.CreateAsync(owner);
        var mailbox = await MailSeed.CreateAsync(owner);
        string[] scopes = ["mail:read", "mail:modify", "connections:read", "connections:modify", "organizations:read", "organizations:modify"];
        using var key = ApiKeys.KeyCalls.With(owner, await owner.PostAsync(ApiKeys.KeyCalls.Path, new { name = "key", scopes }));

        (await team.ShareAsync(key, mailbox, "read")).IsProblem(403, "missing_permission");

        await team.ShareAsync(owner, mailbox, "read");
        Assert.Equal(204, (int)(await team.WithdrawAsync(key, mailbox)).Status); // to take away is less
    }

    [PostgresFact]
    public async Task Shares_BeyondTheLimit_AreRefused()
    {
        using var owner = await fixture.Host.RegisterAsync();
        using var member = await fixture.Host.RegisterAsync();
        var team = await Team.CreateAsync(owner, member);
        var last = await MailSeed.CreateAsync(owner);
        for (var i = 0; i < 100; i++)
            Assert.Equal(200, (int)(await team.ShareAsync(owner, last = await MailSeed.CreateAsync(owner), "read")).Status);

        (await team.ShareAsync(owner, await MailSeed.CreateAsync(owner), "read")).IsProblem(409, "too_many");
        Assert.Equal(200, (int)(await team.ShareAsync(owner, last, "send")).Status);
        Assert.Equal(100, (await member.GetAsync("/api/v1/connections")).Json.GetProperty("total").GetInt32());
    }

    private static async Task<string?> AccessAsync(ApiClient member, MailSeed mailbox) =>
        (await member.GetAsync("/api/v1/connections")).Json.GetProperty("items").EnumerateArray()
        .Where(item => item.GetProperty("id").GetString() == $"{mailbox.ConnectionId:N}").Select(item => item.GetProperty("access").GetString()).SingleOrDefault();
}
