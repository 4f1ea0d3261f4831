using System.ComponentModel.DataAnnotations;
using EmailAgent.Grains.Shares;

namespace EmailAgent.Grains.Connections;

/// <summary>How the connection to a mail server is protected.</summary>
public enum TransportSecurity
{
    /// <summary>TLS from the first byte (port 993).</summary>
    Tls,

    /// <summary>Plain greeting, upgraded by STARTTLS before anything else (port 143).</summary>
    StartTls,

    /// <summary>No protection; only to loopback, or where the configuration allows it.</summary>
    None,
}

[GenerateSerializer, Immutable, Alias("imap-connection-request")]
public sealed record ImapConnectionRequest(
    [property: Id(0)] string Host,
    [property: Id(1)] int Port,
    [property: Id(2)] string Username,
    [property: Id(3)] string Password,
    [property: Id(4)] TransportSecurity Security,
    [property: Id(5)] string? Email,
    [property: Id(6)] string? DisplayName);

/// <summary>What may be changed of a connection; null leaves a field as it is.</summary>
/// <param name="Password">Verified by logging in before it is stored; also revives a connection whose password was refused.</param>
/// <param name="PollMode">How often a mailbox that can be pushed is looked at without a push.</param>
/// <param name="Push">Whether the provider shall push.</param>
/// <param name="Poll">When a mailbox that can be pushed is polled at its mode.</param>
[GenerateSerializer, Immutable, Alias("connection-changes")]
public sealed record ConnectionChanges(
    [property: Id(0)] string? DisplayName,
    [property: Id(1)] string? Password,
    [property: Id(2)] PollMode? PollMode = null,
    [property: Id(3)] bool? Push = null,
    [property: Id(4)] PollWhen? Poll = null)
{
    /// <summary>What the connection must still be, but for its progress; null when that does not matter.</summary>
    [Id(5)]
    public Connection? Expected { get; init; }
}

/// <summary>When a mailbox that can be pushed is polled at its mode.</summary>
public enum PollWhen
{
    /// <summary>While pushes cannot be relied on.</summary>
    Needed,

    /// <summary>Beside pushes too.</summary>
    Always,
}

/// <summary>How often a mailbox is looked at without a push.</summary>
public enum PollMode
{
    /// <summary>Every minute, unless the installation says otherwise.</summary>
    Fast,

    /// <summary>Every five minutes.</summary>
    Normal,

    /// <summary>Every quarter of an hour.</summary>
    Slow,
}

/// <summary>A mailbox connection as somebody sees it who may use it.</summary>
/// <param name="Provider">For example <c>imap</c>.</param>
/// <param name="Status">
/// <c>connecting</c>, <c>connected</c>, <c>error</c> (retrying), <c>authentication_failed</c> (waits for a new password) or <c>needs_sign_in</c>
/// (waits for a new sign-in with the provider).
/// </param>
/// <param name="Imap">Null for other providers, and for who does not manage the mailbox.</param>
/// <param name="Error">What went wrong last, in words; null while all is well.</param>
/// <param name="LastSync">When the last complete round over all folders ended.</param>
/// <param name="Owned">False for a mailbox that somebody else shares with the caller.</param>
/// <param name="Access">What the caller may do with it.</param>
/// <param name="SharedBy">Through which organization it is shared with the caller; null for an own one.</param>
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
    [property: Id(8)] ImapSettings? Imap,
    [property: Id(9)] bool Owned = true,
    [property: Id(10)] MailboxAccess Access = MailboxAccess.Owner,
    [property: Id(11)] SharingOrganization? SharedBy = null);

/// <summary>Where an IMAP mailbox is; the password is never part of it.</summary>
[GenerateSerializer, Immutable, Alias("imap-settings")]
public sealed record ImapSettings(
    [property: Id(0)] string Host,
    [property: Id(1)] int Port,
    [property: Id(2)] string Username,
    [property: Id(3)] TransportSecurity Security);

/// <summary>How far a mailbox's copy is.</summary>
/// <param name="State"><c>idle</c>, <c>syncing</c> or <c>error</c>.</param>
/// <param name="Folders">Folders that are synced.</param>
/// <param name="MessagesSynced">Messages in our copy.</param>
/// <param name="MessagesTotal">Messages the server says it has.</param>
/// <param name="CompleteAsOf">The copy was exact at this moment, with nothing outstanding; null before there was one. It stays while something is outstanding.</param>
/// <param name="EtaSeconds">Estimate for the rest of the initial sync; null when there is none or no estimate yet.</param>
/// <param name="UnreadableCount">Messages and folders that were asked for one by one, and that the server did not hand out. They are asked for again automatically.</param>
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
    /// <summary>Messages and folders that the server announced and the copy does not have yet: the unreadable ones, and those that are still to be asked for by themselves.</summary>
    [Id(12)]
    public long Outstanding { get; init; }
}

/// <summary>A message, or a whole folder, that the server has and does not hand out.</summary>
/// <param name="Folder">The path of the folder; null for a message with an id of its own.</param>
/// <param name="Uid">The message's number in the folder; null for a whole folder and for a message with an id of its own.</param>
/// <param name="RemoteId">The provider's id of the message; null where messages have a place.</param>
/// <param name="Reason">
/// <c>refused</c>, <c>unavailable</c> (refused for now), <c>left_out</c> (of the server's answer), <c>connection_lost</c> (when it was asked
/// for) or <c>malformed</c> (an answer that cannot be read).
/// </param>
/// <param name="Detail">The reason in words, some of them the server's.</param>
/// <param name="Attempts">How often it was asked for by itself, in vain.</param>
/// <param name="Since">When it was first asked for in vain.</param>
/// <param name="NextAttempt">When it is asked for again.</param>
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

/// <summary>The doctor's view of a connection.</summary>
/// <param name="Push"><c>watch</c> while the provider pushes to us, <c>silent</c> while it says so and its pushes do not arrive, <c>idle</c> while the server tells of news by IDLE, <c>none</c> when it does not offer that or the session is down.</param>
/// <param name="PollSeconds">How often it is looked at now without a push; seldom while pushes arrive.</param>
/// <param name="ConsecutiveFailures">Failed attempts since the last success.</param>
/// <param name="NextAttempt">When the next attempt comes; null while connected or when nothing will be tried before the owner acts.</param>
/// <param name="Capabilities">What the server offers, of what matters here.</param>
/// <param name="NextStep">What the owner should do now, in words; null when nothing.</param>
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
    /// <summary>The copy was exact at this moment, with nothing outstanding; null before there was one.</summary>
    [Id(13)]
    public DateTimeOffset? CompleteAsOf { get; init; }

    /// <summary>Messages and folders that were asked for one by one, and that the server did not hand out.</summary>
    [Id(14)]
    public long UnreadableCount { get; init; }

    /// <summary>The first hundred of them, folders first.</summary>
    [Id(15)]
    public IReadOnlyList<UnreadableMail> Unreadable { get; init; } = [];

    /// <summary>Messages and folders that the server announced and the copy does not have yet: the unreadable ones, and those that are still to be asked for by themselves.</summary>
    [Id(16)]
    public long Outstanding { get; init; }
}

/// <summary>How it stands with the pushes of a provider.</summary>
/// <param name="Active">The provider pushes.</param>
/// <param name="ExpiresAt">Until when without being asked again.</param>
/// <param name="Backlog">Pushes that no look has served yet.</param>
/// <param name="LagSeconds">How long the oldest of them has waited; 0 without one.</param>
/// <param name="Error">Why the provider does not push; null while all is well.</param>
/// <param name="SilentSince">Since when pushes should have arrived and have not, so that the mailbox is polled; null while all is well.</param>
[GenerateSerializer, Immutable, Alias("push-health")]
public sealed record PushHealth(
    [property: Id(0)] bool Active,
    [property: Id(1)] DateTimeOffset? ExpiresAt,
    [property: Id(2)] DateTimeOffset? LastPush,
    [property: Id(3)] long Backlog,
    [property: Id(4)] long LagSeconds,
    [property: Id(5)] string? Error,
    [property: Id(6)] DateTimeOffset? SilentSince = null);

/// <summary>What the provider has granted.</summary>
/// <param name="ExpiresAt">Of the access token, which is renewed before.</param>
/// <param name="QuotaLeft">Units the account could use of the provider's API now; null where calls are not counted.</param>
[GenerateSerializer, Immutable, Alias("token-health")]
public sealed record TokenHealth(
    [property: Id(0)] IReadOnlyList<string> Scopes,
    [property: Id(1)] DateTimeOffset ExpiresAt,
    [property: Id(2)] long? QuotaLeft);
