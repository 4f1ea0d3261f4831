namespace EmailAgent.Grains.Uploads;

/// <summary>A mail server did not deliver the rest of a received content.</summary>
internal sealed class AttachmentUnavailableException(Problem problem) : IOException(problem.Detail)
{
    public Problem Problem { get; } = problem;
}
