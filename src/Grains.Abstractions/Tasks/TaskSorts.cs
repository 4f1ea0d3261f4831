namespace EmailAgent.Grains.Tasks;

/// <summary>The orders of lists of tasks.</summary>
public static class TaskSorts
{
    /// <summary>The earliest due first, tasks that are not due last.</summary>
    public const string Due = "due";

    /// <summary>The most urgent first.</summary>
    public const string Priority = "priority";

    /// <summary>The newest first.</summary>
    public const string Created = "created";

    /// <summary>The last changed first.</summary>
    public const string Updated = "updated";
}
