namespace EmailAgent.Grains.Tasks;

/// <summary>The people that tasks are for, as lists select them.</summary>
public static class TaskAssignments
{
    /// <summary>The owner of the tasks.</summary>
    public const string Me = "me";

    /// <summary>Other people, for whose work the owner waits.</summary>
    public const string Others = "others";
}
