namespace EmailAgent.Grains.Admin;

/// <summary>Refusals of administrators' requests.</summary>
public static class AdminProblems
{
    /// <summary>The instance would have no administrator.</summary>
    [Problem(409, "Last administrator")]
    public const string LastAdmin = "last_admin";
}
