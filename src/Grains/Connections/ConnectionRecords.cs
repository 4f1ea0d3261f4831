using EmailAgent.Grains.Audit;
using EmailAgent.Grains.SignIn;

namespace EmailAgent.Grains.Connections;

/// <summary>The states of a connection, as stored.</summary>
internal static class ConnectionStatus
{
    public const string Connecting = "connecting";
    public const string Connected = "connected";

    /// <summary>The connection fails, and is retried.</summary>
    public const string Error = "error";

    /// <summary>The connection waits for a new password from its owner.</summary>
    public const string AuthenticationFailed = "authentication_failed";

    /// <summary>The connection waits for its owner to sign in again with the provider.</summary>
    public const string NeedsSignIn = "needs_sign_in";

    /// <summary>The connection is invisible to its owner; its mail is being removed.</summary>
    public const string Deleting = "deleting";

    /// <summary>The connection is suspended while its owner's account is disabled. Not stored: the earlier status applies again afterwards.</summary>
    public const string Suspended = "suspended";
}

/// <summary>A connection to insert.</summary>
/// <param name="AccountKey">The key that identifies the mailbox among the connections of a user, such as <c>user@host:port</c>.</param>
/// <param name="Settings">The provider's settings as a JSON object; no secret.</param>
/// <param name="Secret">The password, encrypted; empty for a connection with tokens.</param>
/// <param name="Status">One of <see cref="ConnectionStatus"/>.</param>
internal sealed record NewConnection(
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
    /// <summary>Returns the password of the submission server, encrypted; empty where it is that of the mailbox.</summary>
    public byte[] SubmissionSecret { get; init; } = [];

    /// <summary>Returns the tokens; null for a connection with a password.</summary>
    public NewTokens? Tokens { get; init; }

    /// <summary>Returns the maximum number of connections of the user, including this one; null for no limit.</summary>
    public int? MostOfUser { get; init; }

    /// <summary>Returns the entry for the audit log, written in the same transaction.</summary>
    public AuditEntry? Audit { get; init; }
}

/// <summary>A connection as stored.</summary>
/// <param name="Epoch">Number of the session that can write; see <c>MailboxStore.BeginSessionAsync</c>.</param>
/// <param name="RemoteTotal">The number of messages that the server reports.</param>
/// <param name="InitialDone">The initial sync has been completed once.</param>
/// <param name="CompleteAsOf">The moment at which the copy was exact, with nothing outstanding; null before the first one.</param>
/// <param name="SyncedTotal">Messages in our copy.</param>
/// <param name="LookedAt">The start of the last stored sync of all folders, whatever is outstanding.</param>
internal sealed record StoredConnection(
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
    DateTimeOffset? LookedAt)
{
    /// <summary>Returns the password of the submission server, encrypted; empty where it is that of the mailbox.</summary>
    public byte[] SubmissionSecret { get; init; } = [];
}

/// <summary>The changes of a connection; null leaves a field as it is.</summary>
internal sealed record ConnectionUpdate(string? DisplayName, byte[]? Secret)
{
    /// <summary>Returns the new password of the submission server, encrypted; empty to use that of the mailbox, null to keep the present one.</summary>
    public byte[]? SubmissionSecret { get; init; }

    /// <summary>Returns the settings to change, as a JSON object; others are kept.</summary>
    public string? Settings { get; init; }

    /// <summary>Returns the entry for the audit log, written in the same transaction.</summary>
    public AuditEntry? Audit { get; init; }

    /// <summary>Returns the display name and settings that the connection must still have; null to change it whatever they are.</summary>
    public (string? DisplayName, string Settings)? Expected { get; init; }
}

/// <summary>A connection and its owner.</summary>
internal sealed record ConnectionKey(Guid UserId, Guid Id);

/// <summary>The result of an insert of a connection.</summary>
internal enum InsertConnectionResult
{
    Inserted,

    /// <summary>The user has a connection to the same mailbox already; nothing was changed.</summary>
    AlreadyConnected,

    /// <summary>The user does not exist; nothing was changed.</summary>
    UserGone,

    /// <summary>The user has as many connections as allowed; nothing was changed.</summary>
    TooMany,
}
