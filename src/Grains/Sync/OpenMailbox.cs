using EmailAgent.Providers;

namespace EmailAgent.Grains.Sync;

/// <summary>A mailbox with an open session, for commands.</summary>
internal sealed record OpenMailbox(IMailboxSession Session, StoredCopy Copy, ChangeWriter Writer, OutstandingBook Outstanding);
