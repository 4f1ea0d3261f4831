namespace EmailAgent.Grains.Blobs;

/// <summary>Ends the reading of a content that exceeds a limit.</summary>
internal sealed class BlobRefusedException(Problem problem) : Exception(problem.Detail)
{
    public Problem Problem { get; } = problem;
}
