using EmailAgent.Api.Tests.ApiKeys;
using EmailAgent.Api.Tests.Hosting;
using EmailAgent.Grains.Admin;
using EmailAgent.Grains.ApiKeys;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Editing;
using EmailAgent.Grains.Identity;
using EmailAgent.Grains.Organizations;
using EmailAgent.Testing;

namespace EmailAgent.Api.Tests.Audit;

/// <summary>Each thing that is done through the API leaves its entry: who, what, on what, from where, and how it ended.</summary>
[Collection(ApiTests.Name)]
public sealed class ActionTests(ApiFixture fixture)
{
    private const string Password = "correct horse battery";

    private ApiHost Host => fixture.Host;

    [PostgresFact]
    public async Task Sessions_FromRegistrationToTheLastLogout()
    {
        using var anonymous = Host.Anonymous();
        var email = $"{Guid.NewGuid():N}@example.org";
        var registered = await anonymous.PostAsync("/api/v1/auth/register", new { email, password = Password });
        var userId = Guid.ParseExact(registered.Json.GetProperty("user").GetProperty("id").GetString()!, "N");
        await Host.AuditedAsync(userId, IdentityActions.Register);

        await anonymous.PostAsync("/api/v1/auth/login", new { email, password = "wrong" });
        await Host.AuditedAsync(userId, IdentityActions.Login, "refused");
        var login = await anonymous.PostAsync("/api/v1/auth/login", new { email, password = Password });
        AssertWhole(await Host.AuditedAsync(userId, IdentityActions.Login), userId, "session:", userId);

        var refreshed = await anonymous.PostAsync("/api/v1/auth/refresh", new { refresh_token = login.Text("refresh_token") });
        for (var repetition = 0; repetition < 2; repetition++)
            await anonymous.PostAsync("/api/v1/auth/refresh", new { refresh_token = login.Text("refresh_token") });
        AssertWhole(await Host.AuditedAsync(userId, IdentityActions.RefreshReuse), userId, "session:", userId);
        Assert.Equal(200, (int)refreshed.Status);

        using var user = new ApiClient(Host, registered.Text("access_token")) { UserId = userId };
        Assert.Equal(204, (int)(await user.PostAsync("/api/v1/auth/change-password", new { current_password = Password, new_password = Password + "!" })).Status);
        await Host.AuditedAsync(userId, IdentityActions.ChangePassword);
        await user.PostAsync("/api/v1/auth/logout-all");
        await Host.AuditedAsync(userId, IdentityActions.Logout);
    }

    [PostgresFact]
    public async Task Keys_MadeChangedRevoked()
    {
        using var owner = await Host.RegisterAsync();
        var created = await owner.CreateAsync("mail:read", "events:read");
        var target = $"api_key:{created.Text("id")}";
        AssertWhole(await Host.AuditedAsync(owner.UserId, ApiKeyActions.Create), owner.UserId, target, owner.UserId);

        await owner.PatchAsync($"{KeyCalls.Path}/{created.Text("id")}", new { scopes = new[] { "mail:read" } });
        AssertWhole(await Host.AuditedAsync(owner.UserId, ApiKeyActions.Change), owner.UserId, target, owner.UserId);
        await owner.DeleteAsync($"{KeyCalls.Path}/{created.Text("id")}");
        AssertWhole(await Host.AuditedAsync(owner.UserId, ApiKeyActions.Revoke), owner.UserId, target, owner.UserId);
    }

    [PostgresFact]
    public async Task Mailbox_ChangedDeletedFromAndDisconnected()
    {
        using var user = await Host.RegisterAsync();
        var seed = await MailSeed.CreateAsync(user);
        var id = Assert.Single(await seed.AddAsync(1));

        (await user.DeleteAsync($"/api/v1/emails/{id}?permanent=true")).IsProblem(503, "mailbox_unavailable");
        var failed = await Host.AuditedAsync(user.UserId, EditingActions.DeleteMail, "failed");
        AssertWhole(failed, user.UserId, $"connection:{seed.ConnectionId:N}", user.UserId);

        (await user.PostAsync("/api/v1/labels", new { connection_id = $"{seed.ConnectionId:N}", path = "Work" })).IsProblem(503, "mailbox_unavailable");
        (await user.PatchAsync($"/api/v1/labels/{seed.ArchiveId:N}", new { path = "Work" })).IsProblem(503, "mailbox_unavailable");
        (await user.DeleteAsync($"/api/v1/labels/{seed.ArchiveId:N}")).IsProblem(503, "mailbox_unavailable");
        AssertWhole(await Host.AuditedAsync(user.UserId, EditingActions.CreateLabel, "failed"), user.UserId, $"connection:{seed.ConnectionId:N}", user.UserId);
        AssertWhole(await Host.AuditedAsync(user.UserId, EditingActions.RenameLabel, "failed"), user.UserId, $"connection:{seed.ConnectionId:N}", user.UserId);
        AssertWhole(await Host.AuditedAsync(user.UserId, EditingActions.DeleteLabel, "failed"), user.UserId, $"connection:{seed.ConnectionId:N}", user.UserId);

        Assert.Equal(200, (int)(await user.PatchAsync($"/api/v1/connections/{seed.ConnectionId:N}", new { display_name = "Mine" })).Status);
        AssertWhole(await Host.AuditedAsync(user.UserId, ConnectionActions.Change), user.UserId, $"connection:{seed.ConnectionId:N}", user.UserId);
        Assert.Equal(204, (int)(await user.DeleteAsync($"/api/v1/connections/{seed.ConnectionId:N}")).Status);
        AssertWhole(await Host.AuditedAsync(user.UserId, ConnectionActions.Disconnect), user.UserId, $"connection:{seed.ConnectionId:N}", user.UserId);
    }

    [PostgresFact]
    public async Task Accounts_ChangedByAnAdministrator()
    {
        using var admin = await Host.RegisterAdminAsync();
        using var user = await Host.RegisterAsync();
        var path = $"/api/v1/admin/users/{user.UserId:N}";
        var session = (await admin.GetAsync($"{path}/sessions")).Json.GetProperty("items")[0].GetProperty("id").GetString();
        await admin.DeleteAsync($"{path}/sessions/{session}");
        AssertWhole(await Host.AuditedAsync(user.UserId, AdminActions.EndSession), user.UserId, $"session:{session}", admin.UserId);

        await admin.PatchAsync(path, new { role = "admin" });
        AssertWhole(await Host.AuditedAsync(user.UserId, AdminActions.ChangeRole), user.UserId, null, admin.UserId);
        await admin.PatchAsync(path, new { disabled = true, role = "user" });
        AssertWhole(await Host.AuditedAsync(user.UserId, AdminActions.DisableUser), user.UserId, null, admin.UserId);
        await admin.PatchAsync(path, new { disabled = false });
        AssertWhole(await Host.AuditedAsync(user.UserId, AdminActions.EnableUser), user.UserId, null, admin.UserId);
    }

    [PostgresFact]
    public async Task Organization_FromItsMakingToItsEnd()
    {
        const string organizations = "/api/v1/organizations";
        using var owner = await Host.RegisterAsync();
        using var guest = await Host.RegisterAsync();
        var email = (await guest.GetAsync("/api/v1/profile")).Text("email");
        var id = (await owner.PostAsync(organizations, new { name = "Firm" })).Text("id");
        var (path, target) = ($"{organizations}/{id}", $"organization:{id}");
        AssertWhole(await Host.AuditedAsync(owner.UserId, OrganizationActions.Create), owner.UserId, target, owner.UserId);
        await owner.PatchAsync(path, new { name = "The Firm" });
        AssertWhole(await Host.AuditedAsync(owner.UserId, OrganizationActions.Change), owner.UserId, target, owner.UserId);

        var withdrawn = await owner.PostAsync($"{path}/invitations", new { email, role = "member" });
        AssertWhole(await Host.AuditedAsync(owner.UserId, OrganizationActions.Invite), owner.UserId, target, owner.UserId);
        await owner.DeleteAsync($"{path}/invitations/{withdrawn.Text("id")}");
        AssertWhole(await Host.AuditedAsync(owner.UserId, OrganizationActions.WithdrawInvitation), owner.UserId, target, owner.UserId);
        var token = (await owner.PostAsync($"{path}/invitations", new { email, role = "member" })).Text("token");
        await guest.PostAsync($"{organizations}/invitations/accept", new { token });
        AssertWhole(await Host.AuditedAsync(guest.UserId, OrganizationActions.AcceptInvitation), guest.UserId, target, guest.UserId);

        await owner.PatchAsync($"{path}/members/{guest.UserId:N}", new { role = "admin" });
        AssertWhole(await Host.AuditedAsync(guest.UserId, OrganizationActions.ChangeMember), guest.UserId, target, owner.UserId);
        await owner.DeleteAsync($"{path}/members/{guest.UserId:N}");
        AssertWhole(await Host.AuditedAsync(guest.UserId, OrganizationActions.RemoveMember), guest.UserId, target, owner.UserId);
        await owner.DeleteAsync(path);
        AssertWhole(await Host.AuditedAsync(owner.UserId, OrganizationActions.Delete), owner.UserId, target, owner.UserId);
    }

    private static void AssertWhole(AuditRecord entry, Guid chain, string? target, Guid actor)
    {
        Assert.Equal((chain, actor), (entry.Position.ChainId, entry.ActorId));
        Assert.StartsWith(target ?? "", entry.Target ?? "", StringComparison.Ordinal);
        Assert.Contains("\"address\":\"127.0.0.1\"", entry.Origin, StringComparison.Ordinal);
    }
}
