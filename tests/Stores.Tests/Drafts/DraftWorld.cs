using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Drafts;
using EmailAgent.Grains.Mail;
using EmailAgent.Providers;

namespace EmailAgent.Stores.Tests.Drafts;

/// <summary>A mailbox with a folder for drafts, in which messages appear and disappear as on a server.</summary>
internal sealed class DraftWorld
{
    private readonly StoreFixture _storage;
    private long _uid;

    private DraftWorld(StoreFixture storage, TestMailbox mailbox) => (_storage, Mailbox) = (storage, mailbox);

    public TestMailbox Mailbox { get; }

    public DraftStore Store => _storage.Get<DraftStore>();

    public DraftReader Reader => _storage.Get<DraftReader>();

    public static async Task<DraftWorld> CreateAsync(StoreFixture storage, Guid? userId = null) =>
        new(storage, await storage.AddMailboxAsync(userId, "INBOX", "Drafts"));

    public DraftRow New(string subject = "Hello")
    {
        var now = TimeProvider.System.GetUtcNow();
        return new DraftRow(Mailbox.UserId, Guid.CreateVersion7(), Mailbox.ConnectionId)
        {
            Content = $$"""{"connection_id":"{{Mailbox.ConnectionId:N}}","subject":"{{subject}}"}""",
            Subject = subject,
            ToEmails = ["ada@example.org"],
            Preview = "Dear Ada",
            CreatedAt = now,
            SavedAt = now,
        };
    }

    public async Task<DraftRow> AddAsync(string subject = "Hello")
    {
        var draft = New(subject);
        Assert.Equal(DraftWrite.Written, await InsertAsync(draft));
        return draft;
    }

    public Task<DraftWrite> InsertAsync(DraftRow draft, int limit = 100) => Store.InsertAsync(draft, draft.UserId, [], limit, Entry(DraftActions.Create), default);

    public Task<DraftWrite> InsertAsync(DraftRow draft, Guid actorId, params Guid[] files) =>
        Store.InsertAsync(draft, actorId, files, 100, Entry(DraftActions.Create), default);

    public Task<DraftResult> SaveAsync(DraftRow draft, string subject, long? expected = null)
    {
        var content = new DraftContent($$"""{"subject":"{{subject}}"}""", subject, [], "", []);
        return Store.ChangeAsync(
            Mailbox.Sees, draft.Id, current => DraftPolicy.Save(current, content, expected, TimeProvider.System.GetUtcNow(), Guid.CreateVersion7()), null, default);
    }

    /// <summary>Records that the newest version is being written, and returns its message.</summary>
    public async Task<NewMessage> BeginAsync(DraftRow draft)
    {
        var begun = (await Store.ChangeAsync(
            draft.UserId,
            draft.Id,
            current => DraftPolicy.Begin(
                current,
                new DraftVersion(
                    draft.Id,
                    current.Revision,
                    DraftPolicy.MessageIdOf(draft.Id, current.Revision, "me@example.org"),
                    DraftPolicy.ToSeconds(current.SavedAt),
                    new byte[10]),
                TimeProvider.System.GetUtcNow()),
            default))!;
        return Message(begun.Subject) with { MessageId = begun.VersionMessageId, Date = begun.VersionDate!.Value, ReceivedAt = begun.VersionDate!.Value };
    }

    /// <summary>Creates a message in the folder for drafts, as another mail client would.</summary>
    public NewMessage Message(string subject)
    {
        var now = TimeProvider.System.GetUtcNow();
        return Mailbox.Message(++_uid, subject, 1) with { Date = now, ReceivedAt = now, EventType = MailEvents.LabelAdded };
    }

    public Task ArriveAsync(params NewMessage[] messages) => Mailbox.AddAsync(messages);

    public Task LeaveAsync(NewMessage message) => Mailbox.CommitAsync(Mailbox.Commit() with { Removed = [((PlacedSite)message.Site).Place] });

    public Task ReplaceAsync(NewMessage old, NewMessage message) =>
        Mailbox.CommitAsync(Mailbox.Commit() with { Removed = [((PlacedSite)old.Site).Place], Added = [message] });

    public Task MoveAsync(NewMessage message, int label) => Mailbox.CommitAsync(Mailbox.Commit() with
    {
        Moved = [new RemoteMove(((PlacedSite)message.Site).Place, new RemotePlacement(Mailbox.Labels[label].Id, 1000 + ++_uid), [])],
    });

    public Task<IReadOnlyList<DraftRow>> ListAsync() => Reader.ListAsync(Mailbox.Sees, null, 100, default);

    public async Task<DraftRow> GetAsync(DraftRow draft) =>
        await Store.FindAsync(draft.UserId, draft.Id, default) ?? throw new InvalidOperationException("There is no such draft.");

    public async Task<IReadOnlyList<string>> EventsAsync() =>
        [.. (await Mailbox.EventsAsync()).Select(logged => logged.Type).Where(type => type.StartsWith("draft.", StringComparison.Ordinal))];

    public Task<long> CountJobsAsync() =>
        _storage.ScalarAsync<long>("SELECT count(*) FROM jobs WHERE kind = 'drafts.write' AND user_id = $1", Mailbox.UserId);

    public AuditEntry Entry(string action) =>
        new(Mailbox.UserId, action, AuditOutcome.Succeeded, null, new Dictionary<string, string>(), new AuditActor(Mailbox.UserId, null), Origin: null);
}
