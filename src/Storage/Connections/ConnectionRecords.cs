using EmailAgent.Storage.Audit;

namespace EmailAgent.Storage.Connections;

/// <summary>The states of a connection, as stored.</summary>
public static class ConnectionStatus
{
    public const string Connecting = "connecting";
    public const string Connected = "connected";

    /// <summary>Failing, and retried.</summary>
    public const string Error = "error";

    /// <summary>Waits for its owner to give a new password.</summary>
    public const string AuthenticationFailed = "authentication_failed";

    /// <summary>Waits for its owner to sign in again with the provider.</summary>
    public const string NeedsSignIn = "needs_sign_in";

    /// <summary>Invisible to its owner; its mail is being removed.</summary>
    public const string Deleting = "deleting";

    /// <summary>Rests while its owner's account is disabled. Not stored: what it was before holds again afterwards.</summary>
    public const string Suspended = "suspended";
}

/// <summary>A connection to insert.</summary>
/// <param name="AccountKey">What makes two connections of a user the same mailbox, such as <c>user@host:port</c>.</param>
/// <param name="Settings">The provider's own, as a JSON object; no secret.</param>
/// <param name="Secret">The password, encrypted; empty for a connection with tokens.</param>
/// <param name="Status">One of <see cref="ConnectionStatus"/>.</param>
public sealed record NewConnection(
    Guid UserId,
    Guid Id,
    string Provider,
    string AccountKey,
    string Email,
    string? DisplayName,
    string Settings,
    byte[] Secret,
    string Status)
{
    /// <summary>Null for a connection with a password.</summary>
    public NewTokens? Tokens { get; init; }

    /// <summary>How many connections the user may have, this one included; null for any number.</summary>
    public int? MostOfUser { get; init; }

    /// <summary>What the audit log says of it, in the same transaction.</summary>
    public AuditEntry? Audit { get; init; }
}

/// <summary>A connection as stored.</summary>
/// <param name="Epoch">Number of the session that may write; see <c>MailboxStore.BeginSessionAsync</c>.</param>
/// <param name="RemoteTotal">Messages the server says it has.</param>
/// <param name="InitialDone">The initial sync has been completed once.</param>
/// <param name="CompleteAsOf">The copy was exact at this moment, with nothing outstanding; null before there was one.</param>
/// <param name="SyncedTotal">Messages in our copy.</param>
/// <param name="LookedAt">When the last stored look at all folders began, whatever is outstanding.</param>
public sealed record StoredConnection(
    Guid UserId,
    Guid Id,
    string Provider,
    string AccountKey,
    string Email,
    string? DisplayName,
    string Settings,
    byte[] Secret,
    string Status,
    string? ErrorCode,
    string? Error,
    long Epoch,
    long RemoteTotal,
    bool InitialDone,
    DateTimeOffset? CompleteAsOf,
    DateTimeOffset CreatedAt,
    long SyncedTotal,
    DateTimeOffset? LookedAt);

/// <summary>What may be changed of a connection; null leaves a field as it is.</summary>
public sealed record ConnectionUpdate(string? DisplayName, byte[]? Secret)
{
    /// <summary>Settings to change, as a JSON object; others stay.</summary>
    public string? Settings { get; init; }

    /// <summary>What the audit log says of it, in the same transaction.</summary>
    public AuditEntry? Audit { get; init; }

    /// <summary>The display name and settings that the connection must still have; null when that does not matter.</summary>
    public (string? DisplayName, string Settings)? Expected { get; init; }
}

/// <summary>A connection and its owner.</summary>
public sealed record ConnectionKey(Guid UserId, Guid Id);

/// <summary>How an insert of a connection went.</summary>
public enum InsertConnectionResult
{
    Inserted,

    /// <summary>The user has a connection to the same mailbox already; nothing was changed.</summary>
    AlreadyConnected,

    /// <summary>There is no such user (any more); nothing was changed.</summary>
    UserGone,

    /// <summary>The user has as many connections as allowed; nothing was changed.</summary>
    TooMany,
}
