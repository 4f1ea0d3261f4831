using EmailAgent.Api.OpenApi;

namespace EmailAgent.Api.Projects;

/// <summary>Descriptions of the fields of projects.</summary>
internal sealed class ProjectFieldNotes : IFieldNotes
{
    public IReadOnlyDictionary<string, FieldNote> ByName { get; } = new Dictionary<string, FieldNote>(StringComparer.Ordinal)
    {
        ["activity"] = new("What happened in each week.", null),
        ["compared"] = new("Number of threads that were compared.", "412"),
        ["concern"] = new("The attention that it needs; null for none.", "null"),
        ["last_activity_at"] = new("When something last happened in it.", FieldExamples.Time),
        ["listed"] = new("The project with its numbers.", null),
        ["open_task_count"] = new("Number of tasks that are open or in progress.", "2"),
        ["project"] = new("The project.", null),
        ["project_ids"] = new("Other projects.", null),
        ["reasons"] = new("Why it belongs to the project.", null),
        ["summary"] = new("Sentences of its newest mail.", null),
        ["thread_count"] = new("Number of threads.", "7"),
        ["threads"] = new("Number of threads that were added.", "12"),
        ["week_start"] = new("Monday, 00:00 in UTC.", "\"2026-11-16T00:00:00.000Z\""),
    };
}
