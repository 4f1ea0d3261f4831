using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Mail;
using EmailAgent.Search;
using Microsoft.Extensions.DependencyInjection;

namespace EmailAgent.Api.Tests.Hosting;

/// <summary>A mailbox filled through its store, for tests that need no mail server.</summary>
public sealed class MailSeed
{
    private static readonly DateTimeOffset Newest = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly MailboxStore _store;
    private readonly Guid _userId;
    private readonly long _epoch;
    private readonly SearchDocumentBuilder _documents = new();
    private long _uid;

    private MailSeed(MailboxStore store, Guid userId, Guid connectionId, long epoch, IReadOnlyList<LabelState> labels)
    {
        _store = store;
        _userId = userId;
        _epoch = epoch;
        ConnectionId = connectionId;
        InboxId = labels.Single(label => label.Role == "inbox").Id;
        ArchiveId = labels.Single(label => label.Role == "archive").Id;
    }

    public Guid ConnectionId { get; }

    public Guid InboxId { get; }

    public Guid ArchiveId { get; }

    /// <summary>Creates an empty mailbox that no session looks after: waiting for a new password.</summary>
    public static async Task<MailSeed> CreateAsync(ApiClient owner)
    {
        var services = owner.Host.Services;
        var connectionId = Guid.CreateVersion7();
        var inserted = await services.GetRequiredService<ConnectionStore>().InsertAsync(
            new NewConnection(
                owner.UserId, connectionId, "imap", $"{connectionId:N}@127.0.0.1:1", "owner@example.org", null,
                """{"host":"127.0.0.1","port":1,"security":"None","username":"owner"}""", [1], ConnectionStatus.AuthenticationFailed),
            CancellationToken.None);
        Assert.Equal(InsertConnectionResult.Inserted, inserted);
        var store = services.GetRequiredService<MailboxStore>();
        var epoch = await store.BeginSessionAsync(owner.UserId, connectionId, CancellationToken.None);
        var labels = await store.SaveLabelsAsync(
            owner.UserId, connectionId, epoch, [new("INBOX", "INBOX", "inbox"), new("Archive", "Archive", "archive")], CancellationToken.None);
        return new MailSeed(store, owner.UserId, connectionId, epoch, labels.Labels);
    }

    /// <summary>Adds messages to the inbox, each a minute older than the one before; answers their ids in that order.</summary>
    internal async Task<IReadOnlyList<string>> AddAsync(int count, string? eventType = null, Func<int, NewMessage, NewMessage>? change = null)
    {
        var messages = Enumerable.Range(0, count).Select(i => change is null ? Message(i, eventType) : change(i, Message(i, eventType))).ToList();
        await _store.CommitAsync(new MailboxCommit { UserId = _userId, ConnectionId = ConnectionId, Epoch = _epoch, Added = messages }, CancellationToken.None);
        return [.. messages.Select(message => message.Id.ToString("N"))];
    }

    private NewMessage Message(int i, string? eventType)
    {
        var date = Newest - TimeSpan.FromMinutes(i);
        var (subject, body) = ($"Subject number{i}", $"Body of message {i} about something");
        return new NewMessage
        {
            Id = Guid.CreateVersion7(),
            Site = new PlacedSite(InboxId, ++_uid),
            Identity = Guid.NewGuid(),
            Date = date,
            ReceivedAt = date,
            Size = 1000 + i,
            Subject = subject,
            FromEmail = $"sender{i % 7}@example.org",
            FromName = $"Sender {i % 7}",
            Preview = body,
            BodyText = body,
            MessageId = $"{Guid.NewGuid():N}@example.org",
            Document = _documents.Build(new SearchContent { Date = date, Subject = subject, BodyText = body, FromEmail = $"sender{i % 7}@example.org" }),
            EventType = eventType,
        };
    }
}
