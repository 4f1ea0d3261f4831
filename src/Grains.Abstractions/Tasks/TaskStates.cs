namespace EmailAgent.Grains.Tasks;

/// <summary>The states of tasks.</summary>
public static class TaskStates
{
    public const string Open = "open";
    public const string InProgress = "in_progress";
    public const string Done = "done";
    public const string Cancelled = "cancelled";

    public static IReadOnlyList<string> All { get; } = [Open, InProgress, Done, Cancelled];
}
