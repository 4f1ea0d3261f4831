namespace EmailAgent.Grains.Tasks;

/// <summary>The parts that sentences of mail have in tasks.</summary>
public static class TaskEvidenceKinds
{
    /// <summary>The sentence asks for the task.</summary>
    public const string Request = "request";

    /// <summary>The sentence promises the task.</summary>
    public const string Commitment = "commitment";

    /// <summary>The sentence reports that the task is done.</summary>
    public const string Completion = "completion";

    /// <summary>A user or a program gave the sentence.</summary>
    public const string Quote = "quote";
}
