namespace EmailAgent.Grains.Composition;

internal sealed partial class MailIdentities
{
    [LoggerMessage(1, LogLevel.Warning, "Mailbox {ConnectionId}: its provider did not list the identities; those that were read last are used")]
    private partial void LogUnread(Guid connectionId, Exception failure);
}
