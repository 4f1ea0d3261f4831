using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Jobs;

namespace EmailAgent.Grains.Drafts;

/// <summary>Has the mailbox of a draft do what the draft requires. A mailbox that cannot be reached is tried again until it can.</summary>
internal sealed class DraftWork(IGrainFactory grains) : IJobHandler
{
    /// <summary>The kind of these jobs; the key of each is the id of its draft.</summary>
    public const string Name = "drafts.write";

    private const char Separator = '/';

    public string Kind => Name;

    public JobPolicy Policy { get; } = new()
    {
        Concurrency = 16,
        PerUser = 4,
        MostAttempts = int.MaxValue,
        FirstRetry = TimeSpan.FromSeconds(2),
        LongestRetry = TimeSpan.FromMinutes(5),
    };

    public static string PayloadOf(DraftRow draft) => $"{draft.ConnectionId:N}{Separator}{draft.Id:N}";

    public async Task RunAsync(Job job, CancellationToken cancellationToken)
    {
        if (job.UserId is not { } userId
            || job.Payload.Split(Separator) is not [var mailbox, var draft]
            || !Ids.TryParse(mailbox, out var connectionId)
            || !Ids.TryParse(draft, out var draftId))
        {
            throw new JobException("The payload is not that of a draft.") { IsFinal = true };
        }

        var outcome = await grains.GetGrain<IMailboxGrain>(new MailboxId(userId, connectionId).ToString()).SyncDraftAsync(draftId, cancellationToken);
        if (outcome.Problem is { } problem)
            throw new JobException($"The draft could not be brought into its mailbox: {problem.Code}.");
    }
}
