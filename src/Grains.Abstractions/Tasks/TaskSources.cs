namespace EmailAgent.Grains.Tasks;

/// <summary>The origins of tasks.</summary>
public static class TaskSources
{
    /// <summary>A user or a program made the task.</summary>
    public const string Person = "person";

    /// <summary>The analysis found the task in a message.</summary>
    public const string Analysis = "analysis";
}
