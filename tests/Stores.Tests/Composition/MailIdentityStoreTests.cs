using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Composition;

namespace EmailAgent.Stores.Tests.Composition;

public sealed class MailIdentityStoreTests(StoreFixture storage) : IClassFixture<StoreFixture>
{
    private MailIdentityStore Store => storage.Get<MailIdentityStore>();

    [PostgresFact]
    public async Task Identities_AddedAndChanged_HaveOneDefaultAtAnyMoment()
    {
        var mailbox = await storage.AddMailboxAsync();
        var (one, two) = (Identity("one@example.org", true), Identity("two@example.org", true));

        Assert.Equal(MailIdentityResult.Written, await CreateAsync(mailbox, one));
        Assert.Equal(MailIdentityResult.Written, await CreateAsync(mailbox, two));
        Assert.Equal([(one.Email, false), (two.Email, true)], await ListAsync(mailbox));
        Assert.Equal(MailIdentityResult.Written, await Store.UpdateAsync(mailbox.UserId, mailbox.ConnectionId, one with { IsDefault = true, SignatureText = "Best" }, null, Entry(mailbox), default));
        Assert.Equal([(one.Email, true), (two.Email, false)], await ListAsync(mailbox));
        Assert.Equal("Best", (await ReadAsync(mailbox)).Items[0].SignatureText);
        Assert.Equal(3, (await mailbox.EventsAsync()).Count(logged => logged.Type == MailIdentityEvents.Updated));
    }

    [PostgresFact]
    public async Task Identities_OfOneAddress_AreRefused()
    {
        var mailbox = await storage.AddMailboxAsync();
        await CreateAsync(mailbox, Identity("One@example.org", false));

        Assert.Equal(MailIdentityResult.AddressTaken, await CreateAsync(mailbox, Identity("one@example.org", false)));
        Assert.Equal(MailIdentityResult.Refused, await CreateAsync(mailbox, Identity("two@example.org", false), limit: 1));
        Assert.Equal(MailIdentityResult.Written, await CreateAsync(await storage.AddMailboxAsync(mailbox.UserId), Identity("one@example.org", false)));
    }

    [PostgresFact]
    public async Task Writes_OfAFormerState_AreRefused()
    {
        var mailbox = await storage.AddMailboxAsync();
        await CreateAsync(mailbox, Identity("one@example.org", false));
        var former = (await ReadAsync(mailbox)).Items[0];
        await Store.UpdateAsync(mailbox.UserId, mailbox.ConnectionId, former with { DisplayName = "One" }, former.UpdatedAt, Entry(mailbox), default);

        Assert.Equal(
            MailIdentityResult.Refused,
            await Store.UpdateAsync(mailbox.UserId, mailbox.ConnectionId, former with { DisplayName = "Two" }, former.UpdatedAt, Entry(mailbox), default));
        Assert.Equal(MailIdentityResult.Refused, await Store.DeleteAsync(mailbox.UserId, mailbox.ConnectionId, former, former.UpdatedAt, Entry(mailbox), default));
        Assert.Equal(MailIdentityResult.Written, await Store.DeleteAsync(mailbox.UserId, mailbox.ConnectionId, former, null, Entry(mailbox), default));
        Assert.Empty((await ReadAsync(mailbox)).Items);
    }

    [PostgresFact]
    public async Task Stated_Identities_AreReplacedExceptWhatTheUserChanged()
    {
        var mailbox = await storage.AddMailboxAsync();
        await StateAsync(mailbox, Identity("one@example.org", true) with { DisplayName = "One" }, Identity("two@example.org", false), Identity("three@example.org", false));
        var two = (await ReadAsync(mailbox)).Items.Single(identity => identity.Email.StartsWith("two", StringComparison.Ordinal));
        await Store.UpdateAsync(mailbox.UserId, mailbox.ConnectionId, two with { DisplayName = "Mine", IsDefault = true }, null, Entry(mailbox), default);

        await StateAsync(mailbox, Identity("one@example.org", true) with { DisplayName = "First" }, Identity("two@example.org", false) with { DisplayName = "Theirs" });

        var stored = await ReadAsync(mailbox);
        Assert.NotNull(stored.ReadAt);
        Assert.Equal([("one@example.org", "First", false), ("two@example.org", "Mine", true)], stored.Items.Select(identity => (identity.Email, identity.DisplayName!, identity.IsDefault)));
    }

    [PostgresFact]
    public async Task Stated_ByTwoReadersAtOnce_AreStoredOnce()
    {
        var mailbox = await storage.AddMailboxAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => StateAsync(mailbox, Identity("one@example.org", true), Identity("two@example.org", false))));

        Assert.Equal([("one@example.org", true), ("two@example.org", false)], await ListAsync(mailbox));
    }

    private static MailIdentity Identity(string email, bool isDefault) =>
        new(Guid.CreateVersion7().ToString("N"), email, null, null, null, null, isDefault, MailIdentitySources.User, default);

    private static AuditEntry Entry(TestMailbox mailbox) => new(
        mailbox.UserId, MailIdentityActions.Change, AuditOutcome.Succeeded, null, new Dictionary<string, string>(), new AuditActor(mailbox.UserId, null), Origin: null);

    private Task<MailIdentityResult> CreateAsync(TestMailbox mailbox, MailIdentity identity, int limit = 10) =>
        Store.CreateAsync(mailbox.UserId, mailbox.ConnectionId, identity, limit, Entry(mailbox), default);

    private Task StateAsync(TestMailbox mailbox, params MailIdentity[] stated) => Store.ReplaceStatedAsync(mailbox.UserId, mailbox.ConnectionId, stated, default);

    private Task<StoredIdentities> ReadAsync(TestMailbox mailbox) => Store.ReadAsync(mailbox.UserId, mailbox.ConnectionId, default);

    private async Task<IEnumerable<(string, bool)>> ListAsync(TestMailbox mailbox) => (await ReadAsync(mailbox)).Items.Select(identity => (identity.Email, identity.IsDefault));
}
