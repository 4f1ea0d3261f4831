using EmailAgent.Grains.Jobs;

namespace EmailAgent.Grains.Analysis;

/// <summary>The jobs of the analysis. A user has at most one of the first two kinds each.</summary>
internal static class AnalysisJobs
{
    /// <summary>Analyzes new mail.</summary>
    public const string New = "analysis.new";

    /// <summary>Analyzes, at low priority, older mail and what is to be analyzed again.</summary>
    public const string Backlog = "analysis.backlog";

    /// <summary>Puts all mail of a user, or of some mailboxes, into the backlog. The payload has the ids of the mailboxes; <c>*</c> for all.</summary>
    public const string Restart = "analysis.restart";

    private const string Key = "mail";
    private const string All = "*";

    /// <summary>Returns the job that analyzes a user's messages in one state.</summary>
    public static NewJob Of(Guid userId, string state) =>
        new(state == AnalysisStates.Waiting ? New : Backlog, userId, "") { DedupeKey = Key };

    /// <summary>Returns the job that has mail analyzed again.</summary>
    /// <param name="connectionIds">The mailboxes; null for all.</param>
    public static NewJob RestartOf(Guid userId, IReadOnlyList<Guid>? connectionIds)
    {
        var payload = connectionIds is null ? All : string.Join(',', connectionIds.Order().Select(Ids.Format));
        return new NewJob(Restart, userId, payload) { DedupeKey = payload };
    }

    /// <summary>Parses the payload of <see cref="RestartOf"/>.</summary>
    /// <returns>The mailboxes; null for all.</returns>
    public static Guid[]? MailboxesOf(Job job) =>
        job.Payload == All ? null : [.. job.Payload.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(id => Guid.ParseExact(id, "N"))];
}
