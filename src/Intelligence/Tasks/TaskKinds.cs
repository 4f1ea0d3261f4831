namespace EmailAgent.Intelligence.Tasks;

/// <summary>The kinds of tasks that messages contain.</summary>
internal static class TaskKinds
{
    /// <summary>The author asks for something to be done.</summary>
    public const string Request = "request";

    /// <summary>The author asks for an answer.</summary>
    public const string Question = "question";

    /// <summary>The author promises to do something.</summary>
    public const string Commitment = "commitment";
}
