namespace EmailAgent.Grains.Tasks;

/// <summary>Limits of tasks; bound from the configuration section <c>Tasks</c>.</summary>
internal sealed class TaskOptions
{
    public const string Section = "Tasks";

    /// <summary>Tasks that a user can have, done and cancelled ones included. At the limit, the analysis finds no further ones. Lowering it removes nothing. Default: 10,000.</summary>
    public int PerUser { get; set; } = 10_000;
}
