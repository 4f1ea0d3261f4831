using EmailAgent.Grains.Events;
using Npgsql;

namespace EmailAgent.Grains.Mail;

/// <summary>A feature whose rows change together with the copy of a mailbox, such as the drafts that messages are.</summary>
internal interface ICommitParticipant
{
    /// <summary>
    /// Keeps what the feature needs of messages that the commit removes, in the same transaction. Called before they are removed, and only if there
    /// are some. Must call no grain. Default: keeps nothing.
    /// </summary>
    Task PrepareRemovalAsync(NpgsqlConnection connection, Guid userId, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Moves what the feature has of threads to the threads of which they become a part, in the same transaction. Called before the former are deleted, and only if
    /// there are some. Must call no grain. Default: moves nothing.
    /// </summary>
    Task PrepareMergeAsync(NpgsqlConnection connection, Guid userId, IReadOnlyList<(Guid From, Guid Into)> merged, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Changes the feature's rows in the transaction that changes the messages. Called for each commit that adds, completes, removes or relabels
    /// messages, also those of an initial sync, so it must be cheap for messages that do not concern the feature. Must call no grain.
    /// </summary>
    /// <param name="connection">Has the open transaction, in which the messages are already changed.</param>
    /// <param name="mail">What has changed.</param>
    /// <param name="cancellationToken">Covers the statements.</param>
    /// <returns>Events to append after those of the messages.</returns>
    Task<IReadOnlyList<NewEvent>> FollowAsync(NpgsqlConnection connection, CommittedMail mail, CancellationToken cancellationToken);

    /// <summary>
    /// Follows changes of flags, in the transaction that stores them. Called only if there are some; new messages are none of them. Must be cheap, and must call no
    /// grain. Default: does nothing.
    /// </summary>
    /// <param name="connection">Has the open transaction, in which the flags are already changed.</param>
    /// <param name="userId">The owner of the messages.</param>
    /// <param name="flags">All flags of each message that has others than before, sorted.</param>
    /// <param name="cancellationToken">Covers the statements.</param>
    Task FollowFlagsAsync(NpgsqlConnection connection, Guid userId, IReadOnlyDictionary<Guid, string[]> flags, CancellationToken cancellationToken) => Task.CompletedTask;
}
