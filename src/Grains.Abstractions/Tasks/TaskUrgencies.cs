namespace EmailAgent.Grains.Tasks;

/// <summary>The priorities of tasks, the least first.</summary>
public static class TaskUrgencies
{
    public const string Low = "low";
    public const string Normal = "normal";
    public const string High = "high";
    public const string Urgent = "urgent";

    public static IReadOnlyList<string> All { get; } = [Low, Normal, High, Urgent];
}
