using EmailAgent.Grains.Events;

namespace EmailAgent.Grains.Outgoing;

/// <summary>Types of events of outgoing messages. The message's arrival in the folder for sent mail is <see cref="Mail.MailEvents.Sent"/>.</summary>
[EventTypes]
public static class OutgoingEvents
{
    /// <summary>A message entered another state, except for <see cref="OutgoingStates.Sending"/>: data <c>{outgoing_id, connection_id, state}</c>.</summary>
    public const string Updated = "outgoing.updated";

    /// <summary>
    /// A message was not sent to some or all recipients, or its outcome is unknown: data <c>{outgoing_id, connection_id, state, failed_recipients}</c>.
    /// </summary>
    public const string SendFailed = "email.send_failed";

    /// <summary>A scheduled message was sent: data <c>{outgoing_id, connection_id}</c>.</summary>
    public const string ScheduledSent = "scheduled.sent";
}
