using EmailAgent.Grains.Access;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Events;
using EmailAgent.Grains.Mail;
using EmailAgent.Providers;

namespace EmailAgent.Stores.Tests;

/// <summary>A connection with labels and an open session, and short ways to write to it.</summary>
internal sealed class TestMailbox
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    // A tsvector of no lexemes: a count of zero.
    public static readonly byte[] EmptyDocument = [0, 0, 0, 0];

    private readonly StoreFixture _storage;

    private TestMailbox(StoreFixture storage, Guid userId, Guid connectionId, long epoch, IReadOnlyList<LabelState> labels)
    {
        _storage = storage;
        UserId = userId;
        ConnectionId = connectionId;
        Epoch = epoch;
        Labels = labels;
    }

    public Guid UserId { get; }

    public Guid ConnectionId { get; }

    public Visibility Sees => Visibility.OfAll(UserId);

    public long Epoch { get; set; }

    public IReadOnlyList<LabelState> Labels { get; set; }

    public Guid Label => Labels[0].Id;

    public static async Task<TestMailbox> CreateAsync(StoreFixture storage, Guid userId, string[] labels)
    {
        var id = Guid.NewGuid();
        var inserted = await storage.Connections.InsertAsync(NewConnection(userId, id, $"{id:N}@mail.example:993"), default);
        Assert.Equal(InsertConnectionResult.Inserted, inserted);
        var epoch = await storage.Mailboxes.BeginSessionAsync(userId, id, default);
        var saved = await storage.Mailboxes.SaveLabelsAsync(userId, id, epoch, [.. labels.Select(Remote)], default);
        return new TestMailbox(storage, userId, id, epoch, [.. labels.Select(name => saved.Labels.Single(label => label.Name == name))]);
    }

    public static NewConnection NewConnection(Guid userId, Guid id, string account) =>
        new(userId, id, "imap", account, "me@example.org", null, """{"host": "mail.example"}""", [1, 2, 3], ConnectionStatus.Connecting);

    public static RemoteFolder Remote(string name) => new(name, name, name switch { "INBOX" => "inbox", "Trash" => "trash", "Spam" => "junk", "Drafts" => "drafts", _ => null });

    public NewMessage Message(long uid, string subject = "Hello", int label = 0, params string[] flags) => new()
    {
        Id = Guid.CreateVersion7(),
        Site = new PlacedSite(Labels[label].Id, uid),
        Identity = Guid.NewGuid(),
        Date = Noon.AddMinutes(uid),
        ReceivedAt = Noon.AddMinutes(uid),
        Size = 1000 + uid,
        Flags = flags,
        Subject = subject,
        FromEmail = "ann@example.org",
        FromName = "Ann",
        Preview = "Hello there",
        Document = EmptyDocument,
        MessageId = $"{uid}.{ConnectionId:N}@example.org",
        BodyText = "Hello there",
        EventType = "email.received",
    };

    /// <summary>A message with an id of its own.</summary>
    /// <param name="remoteId">The id.</param>
    /// <param name="labels">Which of the labels it is in, by position.</param>
    /// <param name="flags">Its flags.</param>
    public NewMessage Labelled(string remoteId, int[] labels, params string[] flags) =>
        Message(1, "Hello", 0, flags) with { Site = new LabelledSite(remoteId, [.. labels.Select(label => Labels[label].Id)]), MessageId = $"{Guid.NewGuid():N}@example.org" };

    public MailboxCommit Commit() => new() { UserId = UserId, ConnectionId = ConnectionId, Epoch = Epoch };

    public Task<CommitResult> AddAsync(params NewMessage[] messages) => CommitAsync(Commit() with { Added = messages });

    public Task<CommitResult> CommitAsync(MailboxCommit commit) => _storage.Mailboxes.CommitAsync(commit, default);

    public Task<long> CountAsync(int label = 0) => _storage.Get<PlacementReader>().CountAsync(UserId, Labels[label].Id, default);

    public Task<IReadOnlyList<KnownMessage>> PlacementsAsync(int label = 0) => _storage.Get<PlacementReader>().ReadAsync(UserId, Labels[label].Id, default);

    public async Task<LabelState> LabelAsync(int label = 0) =>
        (await _storage.Mailboxes.LoadAsync(UserId, ConnectionId, default))!.Labels.Single(stored => stored.Id == Labels[label].Id);

    public Task<IReadOnlyList<LoggedEvent>> EventsAsync() => _storage.Events.ReadAsync(Sees, 0, [], 100_000, default);
}
