namespace EmailAgent.Grains.Tasks;

/// <summary>The link to the calendar feed of one user's tasks: a stateless worker; the key is the user id.</summary>
[Alias("task-feeds")]
public interface ITaskFeedGrain : IGrainWithStringKey
{
    /// <summary>Returns the feed, without its secret. Refused with <c>not_found</c> if there is none.</summary>
    [Alias("get"), Idempotent]
    Task<Outcome<TaskFeed>> GetAsync(CancellationToken cancellationToken);

    /// <summary>Creates a link. The former one stops working.</summary>
    [Alias("rotate")]
    Task<TaskFeedSecret> RotateAsync(CancellationToken cancellationToken);

    /// <summary>Ends the feed. Refused with <c>not_found</c> if there is none.</summary>
    [Alias("delete")]
    Task<Outcome<Done>> DeleteAsync(CancellationToken cancellationToken);
}
