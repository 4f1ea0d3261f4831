using EmailAgent.Providers;

namespace EmailAgent.Grains.Connections;

/// <summary>A mailbox with its session open: what a command works on.</summary>
internal sealed record OpenMailbox(IMailboxSession Session, StoredCopy Copy, ChangeWriter Writer, OutstandingBook Outstanding);
