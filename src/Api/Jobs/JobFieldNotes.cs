using EmailAgent.Api.OpenApi;

namespace EmailAgent.Api.Jobs;

/// <summary>Descriptions of the fields of jobs.</summary>
internal sealed class JobFieldNotes : IFieldNotes
{
    public IReadOnlyDictionary<string, FieldNote> ByName { get; } = new Dictionary<string, FieldNote>(StringComparer.Ordinal)
    {
        ["kind"] = new("The kind of work.", null),
        ["kinds"] = new("The kinds of work.", null),
        ["oldest_parked_seconds"] = new("Time since the last attempt of the oldest parked job.", "0"),
        ["oldest_ready_seconds"] = new("Time for which the oldest ready job has been due.", "0"),
        ["parked"] = new("Number of parked jobs.", "0"),
        ["ready"] = new("Number of jobs that are due.", "3"),
        ["run_at"] = new("When the next attempt is due.", FieldExamples.Time),
        ["running"] = new("Number of running jobs.", "1"),
        ["scheduled"] = new("Number of jobs that are due later.", "12"),
    };
}
