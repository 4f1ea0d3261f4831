using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Organizations;

namespace EmailAgent.Stores.Tests.Organizations;

public sealed class OrganizationStoreTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    private OrganizationStore Store => storage.Get<OrganizationStore>();

    private InvitationStore Invitations => storage.Get<InvitationStore>();

    [PostgresFact]
    public async Task Owner_Erased_IsFollowedByTheOldestAdminThenMemberThenNobody()
    {
        var users = new List<Guid>();
        for (var i = 0; i < 4; i++)
            users.Add(await storage.AddUserAsync());
        var id = Guid.NewGuid();
        await Store.CreateAsync(id, "Firm", users[0], 100, Entry(users[0]), default);
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
        await Store.CreateAsync(id, "Firm", owner, 100, Entry(owner), default);
        var member = await storage.AddUserAsync();
        await JoinAsync(id, member, "member", 1);

        Assert.Equal(new[] { owner, member }.Order(), (await Store.DeleteAsync(id, null, Entry(owner), default))!.Order());

        Assert.Equal(0, await storage.ScalarAsync<long>("SELECT count(*) FROM memberships WHERE organization_id = $1", id));
        Assert.Null(await Store.DeleteAsync(id, null, Entry(owner), default));
    }

    [PostgresFact]
    public async Task Organizations_MadeAtOnce_DoNotExceedTheLimit()
    {
        var owner = await storage.AddUserAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Store.CreateAsync(Guid.NewGuid(), "Firm", owner, 3, Entry(owner), default)));

        Assert.Equal(3, results.Count(isCreated => isCreated));
        Assert.Equal(3, (await Store.ListAsync(owner, default)).Count);
    }

    [PostgresFact]
    public async Task Invitations_AcceptedAtOnce_DoNotExceedTheLimitAndStayValid()
    {
        var (owner, guest) = (await storage.AddUserAsync(), await storage.AddUserAsync());
        var email = await storage.ScalarAsync<string>("SELECT email_key FROM users WHERE id = $1", guest);
        var hashes = new List<byte[]>();
        for (var i = 0; i < 6; i++)
        {
            var (id, hash, now) = (Guid.NewGuid(), Guid.NewGuid().ToByteArray(), TimeProvider.System.GetUtcNow().UtcDateTime);
            await Store.CreateAsync(id, "Firm", owner, 100, Entry(owner), default);
            await Invitations.AddAsync(id, new InvitationRow(Guid.NewGuid(), email, "member", now, now.AddDays(1), Mailed: false), hash, 100, Entry(owner), default);
            hashes.Add(hash);
        }

        var results = await Task.WhenAll(hashes.Select(hash => Invitations.AcceptAsync(hash, guest, 2, (_, _) => Entry(guest), default)));

        Assert.Equal(2, results.Count(organization => organization is not null));
        Assert.Equal(2, (await Store.ListAsync(guest, default)).Count);
        Assert.NotNull(await Invitations.AcceptAsync(hashes[Array.IndexOf(results, null)], guest, 3, (_, _) => Entry(guest), default));
    }

    private static AuditEntry Entry(Guid user) => new(
        user, OrganizationActions.Create, AuditOutcome.Succeeded, null, new Dictionary<string, string>(), new AuditActor(user, null), Origin: null);

    private Task JoinAsync(Guid id, Guid user, string role, int day) => ExecuteAsync(
        $"INSERT INTO memberships (user_id, organization_id, role, joined_at) VALUES ('{user}', '{id}', '{role}', now() + interval '{day} days')");

    private Task EraseAsync(Guid user) => ExecuteAsync($"DELETE FROM users WHERE id = '{user}'");

    private async Task ExecuteAsync(string sql)
    {
        await using var command = storage.DataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
