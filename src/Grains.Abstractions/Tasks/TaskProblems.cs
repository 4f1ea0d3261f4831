namespace EmailAgent.Grains.Tasks;

/// <summary>Refusals of requests for tasks.</summary>
public static class TaskProblems
{
    /// <summary>A task cannot be its own sub-task, and sub-tasks are at most two levels below a task.</summary>
    [Problem(409, "Too deep")]
    public const string TooDeep = "task_too_deep";

    /// <summary>The quote is not in the text of the message.</summary>
    [Problem(422, "Quote not found")]
    public const string QuoteNotFound = "quote_not_found";
}
