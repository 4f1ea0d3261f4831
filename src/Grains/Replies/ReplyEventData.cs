using System.Text.Json;
using EmailAgent.Database;
using EmailAgent.Grains.Events;
using EmailAgent.Grains.Outgoing;

namespace EmailAgent.Grains.Replies;

/// <summary>The data of the events of replies and bounces.</summary>
internal static class ReplyEventData
{
    public static NewEvent Replied(OutgoingRow mail, Guid emailId, bool isAutomatic) =>
        new(ReplyEvents.Replied, $"{{{Ids(mail, emailId)},\"is_automatic\":{(isAutomatic ? "true" : "false")}}}");

    public static NewEvent Bounced(OutgoingRow mail, Guid emailId, string recipient, FailedRecipient failed) =>
        new(ReplyEvents.Bounced, $"{{{Ids(mail, emailId)},\"recipient\":{Text(recipient)},\"code\":{Text(failed.Code)},\"reason\":{Text(failed.Reason)}}}");

    private static string Ids(OutgoingRow mail, Guid emailId) =>
        $"\"outgoing_id\":\"{mail.Id:N}\",\"connection_id\":\"{mail.ConnectionId:N}\",\"email_id\":\"{emailId:N}\"";

    private static string Text(string? text) => text is null ? "null" : $"\"{JsonEncodedText.Encode(PgText.Clean(text))}\"";
}
