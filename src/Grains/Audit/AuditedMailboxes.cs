using EmailAgent.Grains.Connections;

namespace EmailAgent.Grains.Audit;

internal static class AuditedMailboxes
{
    /// <summary>Creates an entry of the owner about the connection.</summary>
    public static AuditEntry Audited(this MailboxId id, string action, params (string Name, string Value)[] details) =>
        AuditTrail.Entry(id.UserId, action, $"connection:{id.ConnectionId:N}", details: details);
}
