namespace EmailAgent.Api.Events;

/// <summary>Describes the types of events of a feature; has a constructor without parameters.</summary>
internal interface IEventDescriptions
{
    /// <summary>Gets them in the order of their declaration.</summary>
    IReadOnlyList<EventDescription> All { get; }
}
