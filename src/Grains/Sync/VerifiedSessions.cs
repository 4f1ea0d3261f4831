using System.Collections.Concurrent;
using EmailAgent.Providers;

namespace EmailAgent.Grains.Sync;

/// <summary>
/// Sessions that were opened to verify a login, for the workers of these mailboxes, which would otherwise log in a second time. A session
/// that no worker takes is closed after a short time.
/// </summary>
internal sealed class VerifiedSessions(TimeProvider time)
{
    /// <summary>Far longer than storing a connection and starting its worker take.</summary>
    private static readonly TimeSpan LongestKeep = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<Guid, IMailboxSession> _sessions = new();

    /// <summary>Keeps the session of a new mailbox until its worker takes it.</summary>
    public void Keep(Guid connectionId, IMailboxSession session)
    {
        _sessions[connectionId] = session;
        _ = ExpireAsync(connectionId);
    }

    /// <summary>Removes and returns the session of a mailbox.</summary>
    /// <returns>Null when there is none.</returns>
    public IMailboxSession? Take(Guid connectionId) => _sessions.TryRemove(connectionId, out var session) ? session : null;

    /// <summary>Closes the session of a mailbox that gets no worker.</summary>
    public async Task CloseAsync(Guid connectionId)
    {
        if (Take(connectionId) is { } session)
        {
            await session.DisposeAsync();
        }
    }

    private async Task ExpireAsync(Guid connectionId)
    {
        await Task.Delay(LongestKeep, time);
        await CloseAsync(connectionId);
    }
}
