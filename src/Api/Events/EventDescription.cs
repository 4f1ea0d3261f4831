namespace EmailAgent.Api.Events;

/// <summary>Describes a type of event for the OpenAPI document.</summary>
/// <param name="Type">One of <see cref="Grains.Events.EventTypes.All"/>.</param>
/// <param name="Summary">The occasion of such an event.</param>
/// <param name="Data">The fields of its data.</param>
internal sealed record EventDescription(string Type, string Summary, params EventField[] Data);

/// <summary>Describes a field of an event's data.</summary>
/// <param name="Kind">The kind of its values.</param>
/// <param name="Always">Indicates whether every such event has it.</param>
internal sealed record EventField(string Name, EventFieldKind Kind, string Description, string ExampleJson, bool Always = true);

/// <summary>Names the types of fields in the data of events.</summary>
internal enum EventFieldKind
{
    Text,
    TextOrNull,
    Flag,
    Number,
    Texts,
}
