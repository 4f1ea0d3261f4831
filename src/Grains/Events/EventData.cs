using System.Text.Json;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Mail;

namespace EmailAgent.Grains.Events;

/// <summary>The data of the events that stores write by themselves. Ids are 32 hexadecimal digits, as everywhere outside the database.</summary>
internal static class EventData
{
    /// <summary><c>label_id</c> is the first of <c>label_ids</c>, for those who expect one; null where there is none.</summary>
    public static NewEvent EmailAdded(string type, Guid emailId, Guid threadId, Guid connectionId, IReadOnlyList<Guid> labelIds)
    {
        var list = string.Join(',', labelIds.Select(id => $"\"{id:N}\""));
        var first = labelIds.Count == 0 ? "null" : $"\"{labelIds[0]:N}\"";
        return new(type, $$"""{"email_id":"{{emailId:N}}","thread_id":"{{threadId:N}}","connection_id":"{{connectionId:N}}","label_id":{{first}},"label_ids":[{{list}}]}""");
    }

    public static NewEvent EmailUpdated(Guid emailId, Guid connectionId, string[] flags)
    {
        var isRead = flags.Contains("\\Seen") ? "true" : "false";
        var isStarred = flags.Contains("\\Flagged") ? "true" : "false";
        var list = JsonSerializer.Serialize(flags);
        return new(MailEvents.Updated, $$"""{"email_id":"{{emailId:N}}","connection_id":"{{connectionId:N}}","is_read":{{isRead}},"is_starred":{{isStarred}},"flags":{{list}}}""");
    }

    public static NewEvent EmailDeleted(Guid emailId, Guid connectionId) =>
        new(MailEvents.Deleted, $$"""{"email_id":"{{emailId:N}}","connection_id":"{{connectionId:N}}"}""");

    public static NewEvent LabelAdded(Guid emailId, Guid connectionId, Guid labelId) => LabelChanged(MailEvents.LabelAdded, emailId, connectionId, labelId);

    public static NewEvent LabelRemoved(Guid emailId, Guid connectionId, Guid labelId) => LabelChanged(MailEvents.LabelRemoved, emailId, connectionId, labelId);

    public static NewEvent ConnectionDisconnected(Guid connectionId) => new(ConnectionEvents.Disconnected, $$"""{"connection_id":"{{connectionId:N}}"}""");

    private static NewEvent LabelChanged(string type, Guid emailId, Guid connectionId, Guid labelId) =>
        new(type, $$"""{"email_id":"{{emailId:N}}","connection_id":"{{connectionId:N}}","label_id":"{{labelId:N}}"}""");
}
