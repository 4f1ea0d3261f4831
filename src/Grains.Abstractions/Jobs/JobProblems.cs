namespace EmailAgent.Grains.Jobs;

/// <summary>Refusals of requests for jobs.</summary>
public static class JobProblems
{
    /// <summary>The job is running.</summary>
    [Problem(409, "Job is running")]
    public const string Running = "job_running";
}
