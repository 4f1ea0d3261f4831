using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using EmailAgent.Grains.Shares;

namespace EmailAgent.Grains.Connections;

/// <summary>Protection of the connection to a mail server.</summary>
public enum TransportSecurity
{
    /// <summary>TLS from the first byte (port 993).</summary>
    Tls,

    /// <summary>Plain greeting, upgraded by STARTTLS before anything else (port 143).</summary>
    StartTls,

    /// <summary>No protection; allowed only to loopback, or by the configuration.</summary>
    None,
}

/// <summary>A mailbox to connect with a password; null fields have the provider's defaults.</summary>
/// <param name="Host">The mail server; null to find it, which requires an address.</param>
/// <param name="Username">Null for the address, or what is usual at a server that is found.</param>
[GenerateSerializer, Immutable, Alias("server-connection-request")]
public sealed record ServerConnectionRequest(
    [property: Id(0)] string Provider,
    [property: Id(1)] string? Host,
    [property: Id(2)] int? Port,
    [property: Id(3)] string? Username,
    [property: Id(4)] string Password,
    [property: Id(5)] TransportSecurity? Security,
    [property: Id(6)] string? Email,
    [property: Id(7)] string? DisplayName)
{
    /// <summary>Gets the submission server; null to find one.</summary>
    [Id(8)]
    public SubmissionServerRequest? Smtp { get; init; }

    public override string ToString() => nameof(ServerConnectionRequest);
}

/// <summary>The submission server of a mailbox; null fields have the provider's defaults, and user and password those of the mailbox.</summary>
[GenerateSerializer, Immutable, Alias("submission-server-request")]
public sealed record SubmissionServerRequest(
    [property: Id(0)] string Host,
    [property: Id(1)] int? Port,
    [property: Id(2)] TransportSecurity? Security,
    [property: Id(3)] string? Username,
    [property: Id(4)] string? Password)
{
    public override string ToString() => nameof(SubmissionServerRequest);
}

/// <summary>Changes to a connection; null fields stay.</summary>
/// <param name="Password">Verified by logging in before it is stored; also revives a connection whose password was refused.</param>
/// <param name="PollMode">How often a mailbox with push support is polled.</param>
/// <param name="Push">Whether the provider pushes.</param>
/// <param name="Poll">When a mailbox with push support is polled at its mode's interval.</param>
[GenerateSerializer, Immutable, Alias("connection-changes")]
public sealed record ConnectionChanges(
    [property: Id(0)] string? DisplayName,
    [property: Id(1)] string? Password,
    [property: Id(2)] PollMode? PollMode = null,
    [property: Id(3)] bool? Push = null,
    [property: Id(4)] PollWhen? Poll = null)
{
    /// <summary>Gets the connection that must still be stored, apart from its progress; null to skip the check.</summary>
    [Id(5)]
    public Connection? Expected { get; init; }

    /// <summary>Gets the submission server to use from now on, verified by a login before it is stored; null to keep the present one.</summary>
    [Id(6)]
    public SubmissionServerRequest? Smtp { get; init; }
}

/// <summary>Condition for polling a mailbox with push support at its mode's interval.</summary>
public enum PollWhen
{
    /// <summary>While pushes are unreliable.</summary>
    Needed,

    /// <summary>Polls in addition to pushes.</summary>
    Always,
}

/// <summary>The interval of polls of a mailbox.</summary>
public enum PollMode
{
    /// <summary>Every minute, unless configured otherwise.</summary>
    Fast,

    /// <summary>Every five minutes.</summary>
    Normal,

    /// <summary>Every quarter of an hour.</summary>
    Slow,
}

/// <summary>A mailbox as a user with access to it sees it.</summary>
/// <param name="Provider">The kind of mailbox.</param>
/// <param name="Status">
/// <c>connecting</c>, <c>connected</c>, <c>error</c> (retrying), <c>authentication_failed</c> (waits for a new password) or <c>needs_sign_in</c>
/// (waits for a new sign-in with the provider).
/// </param>
/// <param name="Server">The mail server; null where the owner signs in with the provider, and for callers without manage access.</param>
/// <param name="Error">The last error as text; null if there is none.</param>
/// <param name="LastSync">When the last complete sync of all folders ended.</param>
/// <param name="Owned">False for a mailbox that its owner shares with the caller.</param>
/// <param name="Access">The caller's access to it.</param>
/// <param name="SharedBy">The organization through which it is shared with the caller; null for the caller's own.</param>
[GenerateSerializer, Immutable, Alias("connection")]
public sealed record Connection(
    [property: Id(0)] string Id,
    [property: Id(1), ProviderName] string Provider,
    [property: Id(2)] string Email,
    [property: Id(3)] string? DisplayName,
    [property: Id(4), ConnectionStatusName] string Status,
    [property: Id(5)] string? Error,
    [property: Id(6)] DateTimeOffset? LastSync,
    [property: Id(7)] DateTimeOffset CreatedAt,
    [property: Id(8), JsonPropertyName(ProviderNames.ServerField)] ServerSettings? Server,
    [property: Id(9)] bool Owned = true,
    [property: Id(10)] MailboxAccess Access = MailboxAccess.Owner,
    [property: Id(11)] SharingOrganization? SharedBy = null)
{
    /// <summary>Indicates whether mail can be sent from it; otherwise it can only be read.</summary>
    [Id(12)]
    public bool CanSend { get; init; }

    /// <summary>The submission server; null where there is none of its own, and for callers without manage access.</summary>
    [Id(13)]
    public ServerSettings? Smtp { get; init; }

    /// <summary>The reason for which there is no submission server, or it did not work when it was verified; null if it works.</summary>
    [Id(14)]
    public string? SendError { get; init; }
}

/// <summary>The server of a mailbox that is opened with a password; never includes the password.</summary>
// Providers have settings of their own for the same: they know no contracts, and contracts know no providers.
[GenerateSerializer, Immutable, Alias("server-settings")]
public sealed record ServerSettings(
    [property: Id(0)] string Host,
    [property: Id(1)] int Port,
    [property: Id(2)] string Username,
    [property: Id(3)] TransportSecurity Security);

/// <summary>The sync progress of a mailbox.</summary>
/// <param name="State"><c>idle</c>, <c>syncing</c> or <c>error</c>.</param>
/// <param name="Folders">Folders that are synced.</param>
/// <param name="MessagesSynced">Messages in the copy.</param>
/// <param name="MessagesTotal">Messages on the server, by its own count.</param>
/// <param name="CompleteAsOf">
/// The last time at which the copy was exact, with nothing outstanding; null before the first. It does not advance while something is
/// outstanding.
/// </param>
/// <param name="EtaSeconds">Estimate for the rest of the initial sync; null if there is none or no estimate yet.</param>
/// <param name="UnreadableCount">
/// Messages and folders that were requested one by one and that the server did not deliver. They are retried automatically.
/// </param>
/// <param name="Unreadable">The first hundred of them, folders first.</param>
[GenerateSerializer, Immutable, Alias("sync-status")]
public sealed record SyncStatus(
    [property: Id(0)] string ConnectionId,
    [property: Id(1), ProviderName] string Provider,
    [property: Id(2)] string Email,
    [property: Id(3), AllowedValues("idle", "syncing", "error")] string State,
    [property: Id(4)] int Folders,
    [property: Id(5)] long MessagesSynced,
    [property: Id(6)] long MessagesTotal,
    [property: Id(7)] DateTimeOffset? CompleteAsOf,
    [property: Id(8)] int? EtaSeconds,
    [property: Id(9)] string? Error,
    [property: Id(10)] long UnreadableCount,
    [property: Id(11)] IReadOnlyList<UnreadableMail> Unreadable)
{
    /// <summary>
    /// Messages and folders that the server announced and the copy lacks: the unreadable ones, and those still to be requested one by one.
    /// </summary>
    [Id(12)]
    public long Outstanding { get; init; }
}

/// <summary>A message or a folder that the server announces but does not deliver.</summary>
/// <param name="Folder">The path of the folder; null for a message with its own id.</param>
/// <param name="Uid">The message's UID in the folder; null for a folder and for a message with its own id.</param>
/// <param name="RemoteId">The provider's id of the message; null if messages are identified by folder and UID.</param>
/// <param name="Reason">
/// <c>refused</c>, <c>unavailable</c> (refused temporarily), <c>left_out</c> (of the server's answer), <c>connection_lost</c> (when it was
/// requested) or <c>malformed</c> (an answer that cannot be parsed).
/// </param>
/// <param name="Detail">The reason as text, partly the server's.</param>
/// <param name="Attempts">Number of failed requests for it alone.</param>
/// <param name="Since">When it was first requested without success.</param>
/// <param name="NextAttempt">When it is requested again.</param>
[GenerateSerializer, Immutable, Alias("unreadable-mail")]
public sealed record UnreadableMail(
    [property: Id(0)] string? Folder,
    [property: Id(1)] long? Uid,
    [property: Id(2)] string? RemoteId,
    [property: Id(3), AllowedValues("refused", "unavailable", "left_out", "connection_lost", "malformed")] string Reason,
    [property: Id(4)] string Detail,
    [property: Id(5)] int Attempts,
    [property: Id(6)] DateTimeOffset Since,
    [property: Id(7)] DateTimeOffset NextAttempt);

/// <summary>The health of a connection.</summary>
/// <param name="Push">
/// <c>watch</c> while the provider pushes, <c>silent</c> while it confirms the watch but no pushes arrive, <c>idle</c> while the server
/// pushes by IDLE, <c>none</c> if it does not support that or the mail session is down.
/// </param>
/// <param name="PollSeconds">The current interval of polls; long while pushes arrive.</param>
/// <param name="ConsecutiveFailures">Failed attempts since the last success.</param>
/// <param name="NextAttempt">When the next attempt is due; null while connected, or if the owner must act first.</param>
/// <param name="Capabilities">The server's relevant capabilities.</param>
/// <param name="NextStep">The owner's next step as text; null if there is none.</param>
[GenerateSerializer, Immutable, Alias("connection-health")]
public sealed record ConnectionHealth(
    [property: Id(0)] string Id,
    [property: Id(1), ConnectionStatusName] string Status,
    [property: Id(2), AllowedValues("watch", "silent", "idle", "none")] string Push,
    [property: Id(3)] int PollSeconds,
    [property: Id(4)] DateTimeOffset? LastSync,
    [property: Id(5)] DateTimeOffset? LastPush,
    [property: Id(6)] int ConsecutiveFailures,
    [property: Id(7)] DateTimeOffset? NextAttempt,
    [property: Id(8)] IReadOnlyList<string> Capabilities,
    [property: Id(9)] string? Error,
    [property: Id(10)] string? NextStep,
    [property: Id(11)] PushHealth? Pushes = null,
    [property: Id(12)] TokenHealth? Token = null)
{
    /// <summary>The last time at which the copy was exact, with nothing outstanding; null before the first.</summary>
    [Id(13)]
    public DateTimeOffset? CompleteAsOf { get; init; }

    /// <summary>Messages and folders that were requested one by one and that the server did not deliver.</summary>
    [Id(14)]
    public long UnreadableCount { get; init; }

    /// <summary>The first hundred of them, folders first.</summary>
    [Id(15)]
    public IReadOnlyList<UnreadableMail> Unreadable { get; init; } = [];

    /// <summary>
    /// Messages and folders that the server announced and the copy lacks: the unreadable ones, and those still to be requested one by one.
    /// </summary>
    [Id(16)]
    public long Outstanding { get; init; }
}

/// <summary>The state of a provider's pushes.</summary>
/// <param name="Active">The provider pushes.</param>
/// <param name="ExpiresAt">When the watch expires unless renewed.</param>
/// <param name="Backlog">Pushes that no sync has completed yet.</param>
/// <param name="LagSeconds">How long the oldest of them has waited; 0 without one.</param>
/// <param name="Error">The reason why the provider does not push; null if it does.</param>
/// <param name="SilentSince">
/// Since when expected pushes have not arrived, so that the mailbox is polled; null if there is no silence.
/// </param>
[GenerateSerializer, Immutable, Alias("push-health")]
public sealed record PushHealth(
    [property: Id(0)] bool Active,
    [property: Id(1)] DateTimeOffset? ExpiresAt,
    [property: Id(2)] DateTimeOffset? LastPush,
    [property: Id(3)] long Backlog,
    [property: Id(4)] long LagSeconds,
    [property: Id(5)] string? Error,
    [property: Id(6)] DateTimeOffset? SilentSince = null);

/// <summary>The provider's grant.</summary>
/// <param name="ExpiresAt">Expiry of the access token, which is renewed before.</param>
/// <param name="QuotaLeft">Units of the provider's API that the account can use now; null if calls are not counted.</param>
[GenerateSerializer, Immutable, Alias("token-health")]
public sealed record TokenHealth(
    [property: Id(0)] IReadOnlyList<string> Scopes,
    [property: Id(1)] DateTimeOffset ExpiresAt,
    [property: Id(2)] long? QuotaLeft);
