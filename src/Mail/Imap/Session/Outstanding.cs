using EmailAgent.Mail.Imap.Commands;

namespace EmailAgent.Mail.Imap.Session;

/// <summary>A command that was sent and has not been answered.</summary>
/// <param name="Tag">Its tag.</param>
/// <param name="Command">The command.</param>
/// <param name="End">Who waits for its end, null if that is the one who reads.</param>
internal readonly record struct Outstanding(string Tag, ImapCommand Command, TaskCompletionSource? End);
