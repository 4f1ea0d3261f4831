using EmailAgent.Api.Parameters;
using EmailAgent.Grains.Tasks;

namespace EmailAgent.Api.Tasks;

/// <summary>The parameters of lists of tasks, and the times of bodies.</summary>
internal static class TaskParameters
{
    private const string NoParent = "none";
    private const int DateLength = 10; // of yyyy-MM-dd

    private static readonly ListParameter Status = new("status", "TaskState", "Only tasks in these states.", TaskStates.All);
    private static readonly ListParameter Priority = new("priority", "TaskUrgency", "Only tasks of these priorities.", TaskUrgencies.All);
    private static readonly TextParameter ProjectId = new("project_id", "Only tasks of this project.", MaxLength: 100);
    private static readonly TextParameter ParentTaskId = new("parent_task_id", "Only the sub-tasks of this task; none for tasks that are no sub-tasks.", MaxLength: 100);
    private static readonly TimestampParameter DueBefore = new("due_before", "Only tasks that are due before this moment.");

    private static readonly ChoiceParameter AssignedTo = new(
        "assigned_to", "TaskAssignment", "Only tasks of the caller, or only those of others.", Default: null, TaskAssignments.Me, TaskAssignments.Others);

    private static readonly ChoiceParameter Sort = new(
        "sort", "TaskSort", "By due date with tasks that are not due last, by urgency, or the newest or last changed first.",
        TaskSorts.Due, TaskSorts.Due, TaskSorts.Priority, TaskSorts.Created, TaskSorts.Updated);

    public static QueryParameter[] All { get; } = [Status, Priority, ProjectId, ParentTaskId, DueBefore, AssignedTo, Sort, Paging.Page, Paging.PageSize];

    /// <summary>Gets those of the list of a project, which its path selects.</summary>
    public static QueryParameter[] OfProject { get; } = [.. All.Where(parameter => parameter != ProjectId)];

    public static TaskQuery Read(QueryReader query)
    {
        var parent = query.Read(ParentTaskId);
        return new TaskQuery(
            query.Read(Status),
            query.Read(Priority),
            query.Read(ProjectId),
            parent == NoParent ? "" : parent,
            query.Read(DueBefore),
            query.Read(AssignedTo),
            query.Read(Sort)!,
            query.Read(Paging.Page),
            query.Read(Paging.PageSize));
    }

    /// <summary>Reads a time from a body; null if it is absent. An empty text stands for none.</summary>
    public static TaskDue? ReadDue(FieldErrors fields, string? text)
    {
        if (text is null)
            return null;
        if (text.Length == 0)
            return new TaskDue(null, HasTime: false);
        if (Timestamps.TryParse(text, out var at))
            return new TaskDue(at, HasTime: text.Length > DateLength);
        fields.Add("due_at", "Must be a date such as 2027-01-31, or a timestamp such as 2027-01-31T12:00:00Z.");
        return null;
    }
}
