using EmailAgent.Mail.Imap.Commands;

namespace EmailAgent.Mail.Imap.Session;

/// <summary>A command that was sent and has not been answered.</summary>
internal readonly record struct Outstanding(string Tag, ImapCommand Command);
