using EmailAgent.Api.Identity;
using EmailAgent.Grains.Access;

namespace EmailAgent.Api.Events;

/// <summary>A caller who listens to events: to all own ones, or to those of one mailbox, which may be a shared one.</summary>
/// <param name="ConnectionId">Null for all own ones.</param>
internal sealed record Listener(Caller Caller, Guid? ConnectionId)
{
    /// <summary>Returns the user whose log is read, and the mailboxes whose events are delivered.</summary>
    public Visibility Sees { get; } = Caller.LooksOnly(ConnectionId);
}
