using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Outgoing;

namespace EmailAgent.Stores.Tests.Outgoing;

/// <summary>A mailbox with outgoing messages whose contents are rows without files.</summary>
internal sealed class OutgoingWorld
{
    private readonly StoreFixture _storage;
    private readonly TestMailbox _mailbox;

    private OutgoingWorld(StoreFixture storage, TestMailbox mailbox) => (_storage, _mailbox) = (storage, mailbox);

    public static DateTimeOffset Now { get; } = new(2026, 12, 2, 12, 0, 0, TimeSpan.Zero);

    public OutgoingOptions Limits { get; } = new();

    public MailboxId Mailbox => new(_mailbox.UserId, _mailbox.ConnectionId);

    public OutgoingStore Store => _storage.Get<OutgoingStore>();

    public OutgoingQueue Queue => _storage.Get<OutgoingQueue>();

    public OutgoingReader Reader => _storage.Get<OutgoingReader>();

    public static async Task<OutgoingWorld> CreateAsync(StoreFixture storage, Guid? userId = null) => new(storage, await storage.AddMailboxAsync(userId));

    public async Task<OutgoingRow> NewAsync(DateTimeOffset due, int recipients = 1) => new(
        Mailbox.UserId,
        Guid.CreateVersion7(),
        Mailbox.ConnectionId,
        Mailbox.UserId,
        OutgoingStates.Queued,
        $"{Guid.NewGuid():N}@example.org",
        "me@example.org",
        "Hello",
        [.. Enumerable.Range(0, recipients).Select(i => new OutgoingRecipient($"r{i}@example.org", RecipientStates.Pending))],
        recipients,
        await AddBlobAsync(),
        CopyBlob: null,
        Size: 100,
        CreatedAt: TimeProvider.System.GetUtcNow(),
        DueAt: due,
        FirstDueAt: due);

    public async Task<OutgoingRow> AddAsync(DateTimeOffset due)
    {
        var mail = await NewAsync(due);
        Assert.Equal(OutgoingInsert.Stored, await InsertAsync(mail));
        return mail;
    }

    public Task<OutgoingInsert> InsertAsync(OutgoingRow mail) => Store.InsertAsync(mail, Limits, (_, _) => Task.FromResult(true), Entry(mail), default);

    public Task<OutgoingRow?> ClaimAsync(DateTimeOffset now, Guid claim, bool isSending = false) =>
        Queue.ClaimAsync(Mailbox, isSending, claim, now, now + TimeSpan.FromMinutes(1), default);

    public Task<OutgoingChanged?> CancelAsync(OutgoingRow mail) => Store.ChangeAsync(
        mail.UserId,
        mail.Id,
        current => OutgoingPolicy.IsCancellable(current) ? current with { State = OutgoingStates.Cancelled, EndedAt = Now } : null,
        Entry(mail),
        default);

    public Task<OutgoingChanged?> FinishAsync(OutgoingRow mail, Guid claim, Func<OutgoingRow, OutgoingRow?> decide) => Store.ChangeAsync(
        mail.UserId, mail.Id, current => current.Claim == claim && current.State == OutgoingStates.Sending ? decide(current) : null, null, default);

    public async Task<OutgoingRow> GetAsync(OutgoingRow mail) =>
        await Reader.FindAsync(_mailbox.Sees, mail.Id, default) ?? throw new InvalidOperationException("There is no such message.");

    public Task<long> CountBlobsInUseAsync() =>
        _storage.ScalarAsync<long>("SELECT count(*) FROM blobs WHERE user_id = $1 AND expires_at IS NULL", Mailbox.UserId);

    public Task<long> CountReferencesAsync() => _storage.ScalarAsync<long>("SELECT count(*) FROM blob_references WHERE user_id = $1", Mailbox.UserId);

    private async Task<Guid> AddBlobAsync() => await _storage.ScalarAsync<Guid>(
        """
        WITH usage AS (INSERT INTO blob_usage (user_id, bytes) VALUES ($1, 100) ON CONFLICT (user_id) DO UPDATE SET bytes = blob_usage.bytes + 100)
        INSERT INTO blobs (user_id, id, name, content_type, size, content_hash, content_key, created_at, expires_at)
        VALUES ($1, gen_random_uuid(), 'a.eml', 'message/rfc822', 100, '\x00', '\x00', now(), now() + interval '1 day')
        RETURNING id
        """,
        Mailbox.UserId);

    private static AuditEntry Entry(OutgoingRow mail) => new(
        mail.UserId, OutgoingActions.Send, AuditOutcome.Succeeded, null, new Dictionary<string, string>(), new AuditActor(mail.UserId, null), Origin: null);
}
