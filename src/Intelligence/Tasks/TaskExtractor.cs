namespace EmailAgent.Intelligence.Tasks;

/// <summary>Finds tasks in what the author of a message wrote. Takes time linear in the length of the text.</summary>
internal static class TaskExtractor
{
    /// <summary>Returns the tasks in the order of their quotes. Messages of programs and mass mailings have none.</summary>
    public static IReadOnlyList<TaskCandidate> Extract(AnalyzedMessage message, OwnerAddresses owner) => [];
}
