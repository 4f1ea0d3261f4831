using System.Text;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Sync;
using EmailAgent.Providers;
using EmailAgent.Testing;
using Microsoft.Extensions.ObjectPool;

namespace EmailAgent.Grains.Tests.Sync;

public sealed class ChangeWriterTests : IDisposable
{
    private static readonly MailboxId Id = new(Guid.NewGuid(), Guid.NewGuid());
    private static readonly Guid Folder = Guid.NewGuid();

    private readonly ChangeConverter _converter = new(
        Id, 7, new OutstandingBook(Id.ConnectionId, []), new DefaultObjectPool<MessageConverter>(new DefaultPooledObjectPolicy<MessageConverter>()), new MailboxOptions(), TimeProvider.System);

    private readonly LargeBatches _large = new();
    private readonly List<MailboxCommit> _commits = [];

    public void Dispose() => _large.Dispose();

    [Fact]
    public async Task Flush_AfterManyBatches_ReturnsWhenAllAreCommittedInOrder()
    {
        await using var writer = new ChangeWriter(_converter, _large, CommitAsync);
        for (var i = 0; i < 20; i++)
        {
            await writer.WriteAsync(Cursor(i), CancellationToken.None);
        }

        await writer.FlushAsync(CancellationToken.None);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}"), _commits.Select(commit => commit.Cursors.Single().Cursor));
        Assert.All(_commits, commit => Assert.Equal((Id.UserId, Id.ConnectionId, 7L), (commit.UserId, commit.ConnectionId, commit.Epoch)));
    }

    [Fact]
    public async Task Write_OfAnEmptyBatch_CommitsNothing()
    {
        await using var writer = new ChangeWriter(_converter, _large, CommitAsync);
        await writer.WriteAsync(new PlacedChanges(), CancellationToken.None);
        await writer.FlushAsync(CancellationToken.None);
        Assert.Empty(_commits);
    }

    [Fact]
    public async Task Commit_ThatFails_ReachesTheNextCallersAndStopsTheRest()
    {
        await using var writer = new ChangeWriter(_converter, _large, (_, _) => Task.FromException(new StaleSessionException()));
        await writer.WriteAsync(Cursor(1), CancellationToken.None);
        await Assert.ThrowsAsync<StaleSessionException>(() => writer.FlushAsync(CancellationToken.None));
        await Assert.ThrowsAsync<StaleSessionException>(() => writer.FlushAsync(CancellationToken.None));
        await Assert.ThrowsAsync<StaleSessionException>(() => writer.WriteAsync(Cursor(2), CancellationToken.None));
    }

    [Fact]
    public async Task Write_WhileTheDatabaseIsSlow_Waits()
    {
        var release = new TaskCompletionSource();
        await using var writer = new ChangeWriter(_converter, _large, (_, stop) => release.Task.WaitAsync(stop));
        using var enough = new CancellationTokenSource();
        var written = 0;
        var writing = Task.Run(async () =>
        {
            for (; written < 100; written++)
            {
                await writer.WriteAsync(Cursor(written), enough.Token);
            }
        });

        await Eventually.True(() => Volatile.Read(ref written) >= 3);
        Assert.False(writing.IsCompleted);
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
        Assert.True(written < 10, $"{written} batches were taken.");
    }

    [Fact]
    public async Task Messages_WhetherCommittedOrNot_AreDisposed()
    {
        var owners = Enumerable.Range(0, 4).Select(_ => new Owner()).ToList();
        var writer = new ChangeWriter(_converter, _large, (_, stop) => Task.Delay(Timeout.Infinite, stop));
        var writing = Task.Run(async () =>
        {
            foreach (var owner in owners)
            {
                await writer.WriteAsync(new PlacedChanges { Added = [Message(owner)] }, CancellationToken.None);
            }
        });
        await writing;
        await writer.DisposeAsync();
        Assert.All(owners, owner => Assert.True(owner.IsDisposed));
    }

    private Task CommitAsync(MailboxCommit commit, CancellationToken cancellationToken)
    {
        _commits.Add(commit);
        return Task.CompletedTask;
    }

    private static PlacedChanges Cursor(int number) => new() { Cursors = [new FolderCursor(Folder, $"{number}")] };

    private static PlacedMessage Message(Owner owner) => new(owner)
    {
        FolderId = Folder,
        Uid = 1,
        Flags = [],
        ReceivedAt = DateTimeOffset.UnixEpoch,
        Size = 10,
        Raw = Encoding.ASCII.GetBytes("Subject: a\r\n\r\nb"),
        Arrival = Arrival.Received,
    };

    private sealed class Owner : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
