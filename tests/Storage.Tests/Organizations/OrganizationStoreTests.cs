using EmailAgent.Storage.Audit;
using EmailAgent.Storage.Organizations;

namespace EmailAgent.Storage.Tests.Organizations;

public sealed class OrganizationStoreTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private OrganizationStore Store => storage.Get<OrganizationStore>();

    [PostgresFact]
    public async Task Owner_Erased_IsFollowedByTheOldestAdminThenMemberThenNobody()
    {
        var users = new List<Guid>();
        for (var i = 0; i < 4; i++)
            users.Add(await storage.AddUserAsync());
        var id = Guid.NewGuid();
        await Store.CreateAsync(id, "Firm", users[0], Entry(users[0]), default);
        await JoinAsync(id, users[1], "member", 1);
        await JoinAsync(id, users[2], "admin", 2);
        await JoinAsync(id, users[3], "admin", 3);

        foreach (var (gone, next) in ((Guid, Guid)[])[(users[0], users[2]), (users[2], users[3]), (users[3], users[1])])
        {
            await EraseAsync(gone);
            Assert.Equal("owner", (await Store.FindAsync(id, next, default))!.Role);
        }

        await EraseAsync(users[1]);
        Assert.Equal(0, await storage.ScalarAsync<long>("SELECT count(*) FROM organizations WHERE id = $1", id));
    }

    [PostgresFact]
    public async Task Organization_Deleted_TakesItsMembershipsAlong()
    {
        var (owner, id) = (await storage.AddUserAsync(), Guid.NewGuid());
        await Store.CreateAsync(id, "Firm", owner, Entry(owner), default);
        var member = await storage.AddUserAsync();
        await JoinAsync(id, member, "member", 1);

        Assert.Equal(new[] { owner, member }.Order(), (await Store.DeleteAsync(id, Entry(owner), default))!.Order());

        Assert.Equal(0, await storage.ScalarAsync<long>("SELECT count(*) FROM memberships WHERE organization_id = $1", id));
        Assert.Null(await Store.DeleteAsync(id, Entry(owner), default));
    }

    private static AuditEntry Entry(Guid user) => new(
        user, AuditActions.CreateOrganization, AuditOutcome.Succeeded, null, new Dictionary<string, string>(), new AuditActor(user, null), Origin: null);

    private Task JoinAsync(Guid id, Guid user, string role, int day) => ExecuteAsync(
        $"INSERT INTO memberships (user_id, organization_id, role, joined_at) VALUES ('{user}', '{id}', '{role}', now() + interval '{day} days')");

    private Task EraseAsync(Guid user) => ExecuteAsync($"DELETE FROM users WHERE id = '{user}'");

    private async Task ExecuteAsync(string sql)
    {
        await using var command = storage.DataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
