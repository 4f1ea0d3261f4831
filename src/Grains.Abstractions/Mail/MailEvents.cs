using EmailAgent.Grains.Events;

namespace EmailAgent.Grains.Mail;

/// <summary>Types of events of messages.</summary>
[EventTypes]
public static class MailEvents
{
    /// <summary>A message came in: data <c>{email_id, thread_id, connection_id, label_id}</c>. Not written for mail that was there before the connection.</summary>
    public const string Received = "email.received";

    /// <summary>A message appeared in the sent folder; data as <see cref="Received"/>.</summary>
    public const string Sent = "email.sent";

    /// <summary>Flags changed, or a person corrected the category: data <c>{email_id, connection_id, is_read, is_starred, flags}</c>.</summary>
    public const string Updated = "email.updated";

    /// <summary>A message is gone from the server: data <c>{email_id, connection_id}</c>.</summary>
    public const string Deleted = "email.deleted";

    /// <summary>A message is in a further label, also by a move: data <c>{email_id, connection_id, label_id}</c>.</summary>
    public const string LabelAdded = "email.label_added";

    /// <summary>A message left a label, also by a move; data as <see cref="LabelAdded"/>.</summary>
    public const string LabelRemoved = "email.label_removed";
}
