using EmailAgent.Grains.Events;

namespace EmailAgent.Grains.Composition;

/// <summary>Types of events of identities; data <c>{connection_id}</c>.</summary>
[EventTypes]
public static class MailIdentityEvents
{
    /// <summary>An identity of a mailbox was added, changed or deleted.</summary>
    public const string Updated = "identities.updated";
}
