using System.Net.Http.Json;
using System.Text;
using EmailAgent.Api.Tests.ApiKeys;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Api.Tests.OpenApi;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Editing;
using EmailAgent.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Api.Tests.Shares;

/// <summary>What those may do with a mailbox with whom it is shared.</summary>
[Collection(ApiTests.Name)]
public sealed class SharedMailboxTests(ApiFixture fixture)
{
    [PostgresFact]
    public async Task Lists_NamingTheSharedMailbox_HoldItsMailAndNothingBesideIt()
    {
        using var owner = await fixture.Host.RegisterAsync();
        using var member = await fixture.Host.RegisterAsync();
        var team = await Team.CreateAsync(owner, member);
        var (mailbox, hidden, own) = (await MailSeed.CreateAsync(owner), await MailSeed.CreateAsync(owner), await MailSeed.CreateAsync(member));
        var ids = await mailbox.AddAsync(3);
        await hidden.AddAsync(5);
        await own.AddAsync(2);
        await team.ShareAsync(owner, mailbox, "read");

        foreach (var path in new[] { "/emails?", "/emails?label=inbox&", $"/emails?label={mailbox.InboxId:N}&", "/emails?is_read=false&sort_by=from&", "/inbox?", "/search?q=in:inbox&", "/search?q=is:unread&sort_by=relevance&" })
        {
            var answer = await member.GetAsync($"/api/v1{path}connection_id={mailbox.ConnectionId:N}");
            Assert.True(3 == answer.Json.GetProperty("total").GetInt32(), path);
            Assert.All(answer.Json.GetProperty("items").EnumerateArray(), item => Assert.Contains(IdOf(item), ids));
            var others = await member.GetAsync($"/api/v1{path}connection_id={hidden.ConnectionId:N}");
            if (path.Contains($"{mailbox.InboxId:N}", StringComparison.Ordinal))
            {
                others.IsProblem(400, "validation_failed"); // beside that mailbox, its label is as unknown as any
                continue;
            }

            others.IsProblem(404, "not_found");
        }

        foreach (var path in new[] { "/labels", "/folders" })
            Assert.Equal(2, (await member.GetAsync($"/api/v1{path}?connection_id={mailbox.ConnectionId:N}")).Json.GetProperty("total").GetInt32());
        foreach (var path in new[] { "/emails", "/inbox", "/inbox/unified", "/search?q=in:inbox" })
            Assert.Equal(2, (await member.GetAsync("/api/v1" + path)).Json.GetProperty("total").GetInt32()); // the own ones
        Assert.Equal(8, (await owner.GetAsync("/api/v1/emails")).Json.GetProperty("total").GetInt32());
        (await member.GetAsync("/api/v1/search?q=a&connection_id=none")).IsProblem(400, "validation_failed");
    }

    [PostgresFact]
    public async Task Connections_ShowWhatIsSharedAndByWhom()
    {
        using var owner = await fixture.Host.RegisterAsync();
        using var member = await fixture.Host.RegisterAsync();
        var (first, second) = (await Team.CreateAsync(owner, member), await Team.CreateAsync(owner, member));
        var mailbox = await MailSeed.CreateAsync(owner);
        await first.ShareAsync(owner, mailbox, "read");
        await second.ShareAsync(owner, mailbox, null, (member, "send"));

        var listed = Assert.Single((await member.GetAsync("/api/v1/connections")).Json.GetProperty("items").EnumerateArray());
        var read = (await member.GetAsync($"/api/v1/connections/{mailbox.ConnectionId:N}")).Json;
        foreach (var shown in new[] { listed, read })
        {
            Assert.Equal((false, "send"), (shown.GetProperty("owned").GetBoolean(), shown.GetProperty("access").GetString()));
            Assert.Equal((second.Id, "Firm"), (shown.GetProperty("shared_by").GetProperty("organization_id").GetString(), shown.GetProperty("shared_by").GetProperty("name").GetString()));
            Assert.Equal(System.Text.Json.JsonValueKind.Null, shown.GetProperty("imap").ValueKind);
        }

        var own = Assert.Single((await owner.GetAsync("/api/v1/connections")).Json.GetProperty("items").EnumerateArray());
        Assert.Equal((true, "owner"), (own.GetProperty("owned").GetBoolean(), own.GetProperty("access").GetString()));
        await second.WithdrawAsync(owner, mailbox);
        Assert.Equal("read", (await member.GetAsync($"/api/v1/connections/{mailbox.ConnectionId:N}")).Text("access"));
    }

    [PostgresFact]
    public async Task Access_ByWhatIsGiven_IsAllowedRefusedOrUnknown()
    {
        using var owner = await fixture.Host.RegisterAsync();
        using var member = await fixture.Host.RegisterAsync();
        var team = await Team.CreateAsync(owner, member);
        var (mailbox, own) = (await MailSeed.CreateAsync(owner), await MailSeed.CreateAsync(member));
        var email = Assert.Single(await mailbox.AddAsync(1));
        await own.AddAsync(1);

        foreach (var given in new[] { null, "read", "send", "manage" })
        {
            if (given is not null)
                Assert.Equal(200, (int)(await team.ShareAsync(owner, mailbox, given)).Status);
            foreach (var (method, path, body, needed, done) in Actions)
            {
                var hidden = await member.SendAsync(method, Fill(path, email, $"{mailbox.ConnectionId:N}"), body);
                var expected = given is null ? 404 : Rank(given) < Rank(needed) ? 403 : done;
                Assert.True(expected == (int)hidden.Status, $"{method} {path} with {given}: {(int)hidden.Status} instead of {expected}");
                if (expected == 403)
                    hidden.IsProblem(403, "access_too_low");
                var unknown = await member.SendAsync(method, Fill(path, $"{Guid.NewGuid():N}", $"{Guid.NewGuid():N}"), body);
                if (given is null)
                    Assert.Equal(WithoutRequestId(unknown), WithoutRequestId(hidden));
            }

            var failed = (await member.PostAsync("/api/v1/emails/bulk/star", new { email_ids = new[] { email } })).Json.GetProperty("failed")[0].GetProperty("code").GetString();
            Assert.Equal(given switch { null => "not_found", "read" => "access_too_low", _ => "mailbox_unavailable" }, failed);
        }
    }

    [PostgresFact]
    public async Task Ids_OfWhatIsNotShared_CostTheStatementsThatUnknownOnesDo()
    {
        using var capture = new StatementCapture();
        await using var host = await ApiHost.StartAsync(new StandingClock()); // What is remembered of a caller would expire within a comparison.
        using var owner = await host.RegisterAsync();
        using var member = await host.RegisterAsync();
        var team = await Team.CreateAsync(owner, member);
        var (mailbox, hidden) = (await MailSeed.CreateAsync(owner), await MailSeed.CreateAsync(owner));
        var email = Assert.Single(await hidden.AddAsync(1));
        await team.ShareAsync(owner, mailbox, "manage");
        foreach (var (method, path, body, _, _) in Actions)
        {
            Task<IReadOnlyList<string>> OfAsync(string id, string connection) => capture.OfAsync(
                new HttpRequestMessage(method, Fill(path, id, connection)) { Content = body is null ? null : JsonContent.Create(body) }, member.SendAsync);
            await OfAsync($"{Guid.NewGuid():N}", $"{Guid.NewGuid():N}");
            var (none, others) = (await OfAsync($"{Guid.NewGuid():N}", $"{Guid.NewGuid():N}"), await OfAsync(email, $"{hidden.ConnectionId:N}"));
            Assert.True(none.SequenceEqual(others), $"{method} {path}, unknown:\n{string.Join("\n", none)}\nanother's:\n{string.Join("\n", others)}");
        }
    }

    [PostgresFact]
    public async Task Attachment_ByItsOwnId_IsFoundByWhomItsMailboxIsSharedWith()
    {
        using var owner = await fixture.Host.RegisterAsync();
        using var member = await fixture.Host.RegisterAsync();
        var team = await Team.CreateAsync(owner, member);
        var (mailbox, attachment) = (await MailSeed.CreateAsync(owner), Guid.NewGuid());
        await mailbox.AddAsync(1, change: (_, message) => message with { Attachments = [new(attachment, "2", "a.pdf", "application/pdf", 12, false, null)] });

        (await member.GetAsync($"/api/v1/attachments/{attachment:N}/download")).IsProblem(404, "not_found");
        await team.ShareAsync(owner, mailbox, "read");
        (await member.GetAsync($"/api/v1/attachments/{attachment:N}/download")).IsProblem(503, "mailbox_unavailable");
    }

    [PostgresFact]
    public async Task Changes_ByAMember_AreInTheOwnersAuditLog()
    {
        using var owner = await fixture.Host.RegisterAsync();
        using var member = await fixture.Host.RegisterAsync();
        var team = await Team.CreateAsync(owner, member);
        var mailbox = await MailSeed.CreateAsync(owner);
        var email = Assert.Single(await mailbox.AddAsync(1));
        await team.ShareAsync(owner, mailbox, "manage");

        await member.PatchAsync($"/api/v1/emails/{email}", new { is_read = true });
        await member.PatchAsync($"/api/v1/connections/{mailbox.ConnectionId:N}", new { display_name = "ours" });
        await owner.PatchAsync($"/api/v1/emails/{email}", new { is_read = true });

        var audited = await fixture.Host.Services.GetRequiredService<AuditReader>().ListAsync(new AuditFilter(owner.UserId, null, null, null, null, 100, null), after: null, default);
        var byMember = audited.Where(entry => entry.ActorId == member.UserId).Select(entry => entry.Action);
        Assert.Equal([ConnectionActions.Change, EditingActions.ChangeMail], byMember);
        Assert.Equal("ours", (await owner.GetAsync($"/api/v1/connections/{mailbox.ConnectionId:N}")).Text("display_name"));
        Assert.Single(audited, entry => entry.Action == EditingActions.ChangeMail); // the owner's own are not
    }

    [PostgresFact]
    public async Task ApiKey_CutsSharesAsOwnMailboxes_AndLosesWhatItsOwnerLoses()
    {
        using var owner = await fixture.Host.RegisterAsync();
        using var member = await fixture.Host.RegisterAsync();
        var team = await Team.CreateAsync(owner, member);
        var (mailbox, other) = (await MailSeed.CreateAsync(owner), await MailSeed.CreateAsync(owner));
        var (email, hidden) = (Assert.Single(await mailbox.AddAsync(1)), Assert.Single(await other.AddAsync(1)));
        (await member.PostAsync(KeyCalls.Path, new { name = "early", scopes = new[] { "mail:read" }, connection_ids = new[] { $"{mailbox.ConnectionId:N}" } })).IsProblem(400, "validation_failed");
        await team.ShareAsync(owner, mailbox, "manage");
        await team.ShareAsync(owner, other, "manage");
        using var bound = member.With(await member.PostAsync(KeyCalls.Path, new { name = "bound", scopes = new[] { "mail:read", "connections:read" }, connection_ids = new[] { $"{mailbox.ConnectionId:N}" } }));
        using var narrow = member.With(await member.CreateAsync("mail:read"));

        Assert.Equal(200, (int)(await bound.GetAsync($"/api/v1/emails/{email}")).Status);
        (await bound.GetAsync($"/api/v1/emails/{hidden}")).IsProblem(404, "not_found");
        Assert.Equal(1, (await bound.GetAsync("/api/v1/connections")).Json.GetProperty("total").GetInt32());
        (await bound.PatchAsync($"/api/v1/emails/{email}", new { is_read = true })).IsProblem(403, "missing_permission");
        Assert.Equal(200, (int)(await narrow.GetAsync($"/api/v1/emails/{hidden}")).Status);
        (await narrow.GetAsync("/api/v1/connections")).IsProblem(403, "missing_permission");

        await team.RemoveAsync(member, member);
        foreach (var key in new[] { bound, narrow })
            (await key.GetAsync($"/api/v1/emails/{email}")).IsProblem(404, "not_found");
        (await bound.GetAsync($"/api/v1/emails?connection_id={mailbox.ConnectionId:N}")).IsProblem(404, "not_found");
    }

    [PostgresFact]
    public async Task Share_EndsAtOnceWithWhateverItRestsOn()
    {
        using var admin = await fixture.Host.RegisterAdminAsync();
        foreach (var end in new Func<ApiClient, ApiClient, Team, MailSeed, Task<ApiAnswer>>[]
        {
            (owner, _, team, mailbox) => team.WithdrawAsync(owner, mailbox),
            (_, member, team, _) => team.RemoveAsync(member, member),
            (owner, member, team, _) => team.RemoveAsync(owner, member),
            (owner, _, team, _) => owner.DeleteAsync(team.Path),
            (owner, _, _, mailbox) => owner.DeleteAsync($"/api/v1/connections/{mailbox.ConnectionId:N}"),
            (owner, _, _, _) => admin.PatchAsync($"/api/v1/admin/users/{owner.UserId:N}", new { disabled = true }),
            (owner, _, _, _) => owner.SendAsync(HttpMethod.Delete, "/api/v1/profile", new { password = "correct horse" }),
            async (owner, member, team, _) =>
            {
                await owner.PatchAsync($"{team.Path}/members/{member.UserId:N}", new { role = "owner" });
                return await team.RemoveAsync(owner, owner);
            },
        })
        {
            using var owner = await fixture.Host.RegisterAsync();
            using var member = await fixture.Host.RegisterAsync();
            var team = await Team.CreateAsync(owner, member);
            var mailbox = await MailSeed.CreateAsync(owner);
            var email = Assert.Single(await mailbox.AddAsync(1));
            await team.ShareAsync(owner, mailbox, "manage");
            Assert.Equal(200, (int)(await member.GetAsync($"/api/v1/emails/{email}")).Status);

            var ended = await end(owner, member, team, mailbox);

            Assert.True((int)ended.Status is 200 or 202 or 204, Encoding.UTF8.GetString(ended.Body));
            (await member.GetAsync($"/api/v1/emails/{email}")).IsProblem(404, "not_found");
            (await member.GetAsync($"/api/v1/events?connection_id={mailbox.ConnectionId:N}")).IsProblem(404, "not_found");
            Assert.Equal(0, (await member.GetAsync("/api/v1/connections")).Json.GetProperty("total").GetInt32());
        }
    }

    // What is done when it may be: the mailbox has no session, so what needs its server answers 503.
    private static readonly (HttpMethod Method, string Path, object? Body, string Needed, int Done)[] Actions =
    [
        (HttpMethod.Get, "/emails/{email}", null, "read", 200),
        (HttpMethod.Get, "/emails/{email}?include_thread=true", null, "read", 200),
        (HttpMethod.Get, "/emails/{email}/thread", null, "read", 200),
        (HttpMethod.Get, "/emails/{email}/raw", null, "read", 503),
        (HttpMethod.Get, "/events?connection_id={connection}", null, "read", 200),
        (HttpMethod.Get, "/connections/{connection}", null, "read", 200),
        (HttpMethod.Patch, "/emails/{email}", new { is_read = true }, "send", 503),
        (HttpMethod.Post, "/emails/{email}/labels", new { label_id = "archive" }, "send", 503),
        (HttpMethod.Delete, "/emails/{email}/labels/inbox", null, "send", 503),
        (HttpMethod.Delete, "/emails/{email}", null, "send", 503),
        (HttpMethod.Get, "/connections/{connection}/health", null, "manage", 200),
        (HttpMethod.Post, "/connections/{connection}/sync", null, "manage", 202),
        (HttpMethod.Patch, "/connections/{connection}", new { display_name = "ours" }, "manage", 200),
        (HttpMethod.Post, "/gmail/watch/poll?connection_id={connection}", null, "manage", 202),
        (HttpMethod.Delete, "/emails/{email}?permanent=true", null, "owner", 503),
        (HttpMethod.Delete, "/connections/{connection}", null, "owner", 204),
    ];

    private static int Rank(string access) => Array.IndexOf(["read", "send", "manage", "owner"], access);

    private static string IdOf(System.Text.Json.JsonElement item) =>
        (item.TryGetProperty("email", out var email) ? email : item).GetProperty("id").GetString()!;

    private static string Fill(string path, string email, string connection) => "/api/v1" + path
        .Replace("{email}", email, StringComparison.Ordinal)
        .Replace("{connection}", connection, StringComparison.Ordinal);

    private static string WithoutRequestId(ApiAnswer answer) =>
        Encoding.UTF8.GetString(answer.Body).Replace(answer.Header("X-Request-ID")!, "", StringComparison.Ordinal);
}
