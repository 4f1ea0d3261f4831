namespace EmailAgent.Providers;

/// <summary>A provider that pushes news of its mailboxes to an address of ours when it is asked to.</summary>
public interface IPushSource
{
    /// <summary>The <see cref="IMailboxProvider.Name"/> of the mailboxes.</summary>
    string Provider { get; }

    /// <summary>Whether this installation has a place that a provider pushes to unless another is named.</summary>
    bool HasTopic { get; }

    /// <summary>Reads a request that came in as a push, and judges whether it is one.</summary>
    /// <exception cref="ProviderException"><see cref="ProviderFailure.Unreachable"/>: it cannot be judged at the moment.</exception>
    Task<PushVerdict> ReadAsync(PushRequest request, CancellationToken cancellationToken);

    /// <summary>Asks the provider to push, or to go on pushing; one watch for an account, so that the last wish holds for all connections to it.</summary>
    /// <exception cref="ProviderException">It does not push.</exception>
    Task<PushWatch> WatchAsync(MailboxAccount account, PushWish wish, CancellationToken cancellationToken);

    /// <summary>Asks the provider to push no more.</summary>
    /// <exception cref="ProviderException">It may still push.</exception>
    Task StopAsync(MailboxAccount account, CancellationToken cancellationToken);

    /// <summary>What has happened in the mailbox since a position, oldest first, as much as is sensible at once.</summary>
    /// <returns>Null when the provider does not know that far back.</returns>
    /// <exception cref="ProviderException">It could not be asked.</exception>
    Task<PushHistory?> ReadHistoryAsync(MailboxAccount account, string since, CancellationToken cancellationToken);
}

/// <summary>A request as it came in.</summary>
/// <param name="Authorization">The header; null without one.</param>
/// <param name="Token">The query parameter <c>token</c>; null without one.</param>
public sealed record PushRequest(string? Authorization, string? Token, ReadOnlyMemory<byte> Body)
{
    public override string ToString() => nameof(PushRequest);
}

/// <param name="Notice">What it says; null unless it is accepted.</param>
public sealed record PushVerdict(PushJudgement Judgement, PushNotice? Notice = null);

public enum PushJudgement
{
    Accepted,

    /// <summary>It is no push at all.</summary>
    Malformed,

    /// <summary>It does not prove where it comes from.</summary>
    Unauthenticated,

    /// <summary>It proves that it comes from somebody else.</summary>
    Forbidden,
}

/// <summary>A provider's word that a mailbox has news.</summary>
/// <param name="MessageId">The same when it is delivered again.</param>
/// <param name="Email">The mailbox's address.</param>
/// <param name="Position">How far the mailbox was, in the provider's words.</param>
public sealed record PushNotice(string MessageId, string Email, string Position)
{
    public override string ToString() => nameof(PushNotice);
}

/// <summary>What to push.</summary>
/// <param name="Topic">Where to; null for the installation's place.</param>
/// <param name="Labels">The provider's names of the labels that matter; empty for all.</param>
/// <param name="Excludes">The labels are those that do not matter.</param>
public sealed record PushWish(string? Topic, IReadOnlyList<string> Labels, bool Excludes);

/// <param name="Position">How far the mailbox was.</param>
public sealed record PushWatch(string Position, DateTimeOffset ExpiresAt);

/// <param name="Position">How far the mailbox is.</param>
/// <param name="IsComplete">Whether there is no more.</param>
public sealed record PushHistory(IReadOnlyList<PushChange> Changes, string Position, bool IsComplete);

/// <param name="Kind"><c>message_added</c>, <c>message_deleted</c>, <c>label_added</c> or <c>label_removed</c>.</param>
/// <param name="RemoteId">The message, in the provider's words.</param>
/// <param name="Labels">The labels, in the provider's words; empty where none changed.</param>
public sealed record PushChange(string Position, string Kind, string RemoteId, IReadOnlyList<string> Labels);
