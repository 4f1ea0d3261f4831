namespace EmailAgent.Grains.Tasks;

/// <summary>The audited actions of tasks. What the analysis finds is not audited.</summary>
internal static class TaskActions
{
    public const string Create = "task.create";

    public const string Change = "task.change";

    /// <summary>A task was deleted with its sub-tasks.</summary>
    public const string Delete = "task.delete";

    /// <summary>A link to the calendar feed was created; the former one stopped working.</summary>
    public const string RotateFeed = "task.rotate_feed";

    public const string DeleteFeed = "task.delete_feed";
}
