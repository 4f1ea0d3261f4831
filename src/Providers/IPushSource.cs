namespace EmailAgent.Providers;

/// <summary>A provider that pushes news of its mailboxes to an address of ours when it is asked to.</summary>
public interface IPushSource
{
    /// <summary>Returns the <see cref="IMailboxProvider.Name"/> of the mailboxes.</summary>
    string Provider { get; }

    /// <summary>Indicates whether this installation has a topic of its own that a provider pushes to by default.</summary>
    bool HasTopic { get; }

    /// <summary>Reads a request that came in as a push, and judges whether it is one.</summary>
    /// <exception cref="ProviderException"><see cref="ProviderFailure.Unreachable"/>: it cannot be judged at the moment.</exception>
    Task<PushVerdict> ReadAsync(PushRequest request, CancellationToken cancellationToken);

    /// <summary>Asks the provider to push, or to go on pushing; one watch for an account, so that the last wish holds for all connections to it.</summary>
    /// <exception cref="ProviderException">It does not push.</exception>
    Task<PushWatch> WatchAsync(MailboxAccount account, PushWish wish, CancellationToken cancellationToken);

    /// <summary>Asks the provider to stop pushing.</summary>
    /// <exception cref="ProviderException">It may still push.</exception>
    Task StopAsync(MailboxAccount account, CancellationToken cancellationToken);

    /// <summary>Lists the changes of the mailbox since a position, oldest first, in a sensible number.</summary>
    /// <returns>Null when the provider's history does not go back so far.</returns>
    /// <exception cref="ProviderException">The provider could not be reached.</exception>
    Task<PushHistory?> ReadHistoryAsync(MailboxAccount account, string since, CancellationToken cancellationToken);
}

/// <summary>A request as it came in.</summary>
/// <param name="Authorization">The header; null without one.</param>
/// <param name="Token">The query parameter <c>token</c>; null without one.</param>
public sealed record PushRequest(string? Authorization, string? Token, ReadOnlyMemory<byte> Body)
{
    public override string ToString() => nameof(PushRequest);
}

/// <param name="Notice">The content of the push; null unless it is accepted.</param>
public sealed record PushVerdict(PushJudgement Judgement, PushNotice? Notice = null);

public enum PushJudgement
{
    Accepted,

    /// <summary>It is no push at all.</summary>
    Malformed,

    /// <summary>It does not prove where it comes from.</summary>
    Unauthenticated,

    /// <summary>The request proves another origin.</summary>
    Forbidden,
}

/// <summary>A provider's notification that a mailbox has changed.</summary>
/// <param name="MessageId">The id, which is the same for a redelivery.</param>
/// <param name="Email">The mailbox's address.</param>
/// <param name="Position">The position of the mailbox, in the provider's form.</param>
public sealed record PushNotice(string MessageId, string Email, string Position)
{
    public override string ToString() => nameof(PushNotice);
}

/// <summary>The wish of a connection for pushes.</summary>
/// <param name="Topic">The topic; null for that of the installation.</param>
/// <param name="Labels">The provider's names of the labels to push; empty for all.</param>
/// <param name="Excludes">The labels are those not to push.</param>
public sealed record PushWish(string? Topic, IReadOnlyList<string> Labels, bool Excludes);

/// <param name="Position">The position of the mailbox.</param>
public sealed record PushWatch(string Position, DateTimeOffset ExpiresAt);

/// <param name="Position">The position of the mailbox.</param>
/// <param name="IsComplete">Indicates whether these are all changes.</param>
public sealed record PushHistory(IReadOnlyList<PushChange> Changes, string Position, bool IsComplete);

/// <param name="Kind"><c>message_added</c>, <c>message_deleted</c>, <c>label_added</c> or <c>label_removed</c>.</param>
/// <param name="RemoteId">The message, in the provider's words.</param>
/// <param name="Labels">The labels, in the provider's words; empty where none changed.</param>
public sealed record PushChange(string Position, string Kind, string RemoteId, IReadOnlyList<string> Labels);
