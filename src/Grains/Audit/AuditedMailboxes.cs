using EmailAgent.Grains.Connections;
using EmailAgent.Storage.Audit;

namespace EmailAgent.Grains.Audit;

internal static class AuditedMailboxes
{
    /// <summary>An entry of the owner's about the connection.</summary>
    public static AuditEntry Audited(this MailboxId id, string action, params (string Name, string Value)[] details) =>
        AuditTrail.Entry(id.UserId, action, $"connection:{id.ConnectionId:N}", details: details);
}
