using EmailAgent.Api.OpenApi;

namespace EmailAgent.Api.Times;

/// <summary>Describes the fields of times.</summary>
internal sealed class SendTimeFieldNotes : IFieldNotes
{
    public IReadOnlyDictionary<string, FieldNote> ByName { get; } = new Dictionary<string, FieldNote>(StringComparer.Ordinal)
    {
        ["clock_change"] = new("How a change of the clocks affects the local time: `skipped`, `repeated` or null.", "null"),
        ["local_time"] = new("The moment in its time zone, with the offset.", "\"2027-01-31T09:00:00+01:00\""),
    };
}
