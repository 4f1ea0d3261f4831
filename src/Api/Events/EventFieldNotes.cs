using EmailAgent.Api.OpenApi;

namespace EmailAgent.Api.Events;

/// <summary>Descriptions of the fields of events.</summary>
internal sealed class EventFieldNotes : IFieldNotes
{
    public IReadOnlyDictionary<string, FieldNote> ByName { get; } = new Dictionary<string, FieldNote>(StringComparer.Ordinal)
    {
        ["timestamp"] = new("When it happened.", FieldExamples.Time),
    };
}
