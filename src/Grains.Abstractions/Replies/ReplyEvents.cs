using EmailAgent.Grains.Events;

namespace EmailAgent.Grains.Replies;

/// <summary>Types of events of mail that answers or returns an outgoing message. They are in the transaction that stores that mail.</summary>
[EventTypes]
public static class ReplyEvents
{
    /// <summary>
    /// A message was returned as undeliverable to a recipient: data <c>{outgoing_id, connection_id, email_id, recipient, code, reason}</c>; at most 100 for
    /// one report.
    /// </summary>
    public const string Bounced = "email.bounced";

    /// <summary>A reply to a message arrived: data <c>{outgoing_id, connection_id, email_id, is_automatic}</c>.</summary>
    public const string Replied = "email.replied";
}
