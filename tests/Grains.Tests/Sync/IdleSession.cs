using EmailAgent.Providers;

namespace EmailAgent.Grains.Tests.Sync;

/// <summary>A session that is opened and closed, and not used.</summary>
internal sealed class IdleSession : IMailboxSession
{
    private volatile bool _isClosed;

    public bool IsClosed => _isClosed;

    public bool HasPush => false;

    public bool PushesAll => false;

    public TimeSpan? PollInterval => null;

    public IReadOnlyList<string> Capabilities => [];

    public bool HistoryComplete => true;

    public bool HasParts => false;

    public IAsyncEnumerable<MailboxChanges> PullAsync(IMailboxCopy copy, PullScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<MailboxChanges> BackfillAsync(IMailboxCopy copy, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<MailboxChanges> RetryAsync(IMailboxCopy copy, bool all, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> WaitAsync(TimeSpan maximum, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<EditOutcome> EditAsync(
        IMailboxCopy copy, IReadOnlyList<RemoteLocation> messages, MessageEdit edit, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<FolderOutcome> EditFolderAsync(IMailboxCopy copy, FolderEdit edit, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<AppendOutcome> AppendAsync(IMailboxCopy copy, MessageToAppend message, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<RemoteLocation>> FindAsync(IMailboxCopy copy, string messageId, string? role, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<ReadOnlyMemory<byte>?> ReadPartHeaderAsync(RemoteLocation location, string section, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<RawStretch?> ReadPartStretchAsync(RemoteLocation location, string section, long offset, int length, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<RemotePart?> ReadPartAsync(RemoteLocation location, string section, CancellationToken caller, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<RawStretch?> ReadRawAsync(RemoteLocation location, long offset, int length, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync()
    {
        _isClosed = true;
        return ValueTask.CompletedTask;
    }
}
