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
[GenerateSerializer, Immutable, Alias("connection-changes")]
public sealed record ConnectionChanges(
    [property: Id(0)] string? DisplayName,
    [property: Id(1)] string? Password);

/// <summary>A mailbox connection as its owner sees it.</summary>
/// <param name="Provider">For example <c>imap</c>.</param>
/// <param name="Status">
/// <c>connecting</c>, <c>connected</c>, <c>error</c> (retrying), <c>authentication_failed</c> (waits for a new password) or <c>needs_sign_in</c>
/// (waits for a new sign-in with the provider).
/// </param>
/// <param name="Imap">Null for other providers.</param>
/// <param name="Error">What went wrong last, in words; null while all is well.</param>
/// <param name="LastSync">When the last complete round over all folders ended.</param>
[GenerateSerializer, Immutable, Alias("connection")]
public sealed record Connection(
    [property: Id(0)] string Id,
    [property: Id(1)] string Provider,
    [property: Id(2)] string Email,
    [property: Id(3)] string? DisplayName,
    [property: Id(4)] string Status,
    [property: Id(5)] string? Error,
    [property: Id(6)] DateTimeOffset? LastSync,
    [property: Id(7)] DateTimeOffset CreatedAt,
    [property: Id(8)] ImapSettings? Imap);

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
/// <param name="CompleteAsOf">The copy was exact at this moment; null before the first complete sync.</param>
/// <param name="EtaSeconds">Estimate for the rest of the initial sync; null when there is none or no estimate yet.</param>
[GenerateSerializer, Immutable, Alias("sync-status")]
public sealed record SyncStatus(
    [property: Id(0)] string ConnectionId,
    [property: Id(1)] string Provider,
    [property: Id(2)] string Email,
    [property: Id(3)] string State,
    [property: Id(4)] int Folders,
    [property: Id(5)] long MessagesSynced,
    [property: Id(6)] long MessagesTotal,
    [property: Id(7)] DateTimeOffset? CompleteAsOf,
    [property: Id(8)] int? EtaSeconds,
    [property: Id(9)] string? Error);

/// <summary>The doctor's view of a connection.</summary>
/// <param name="Push"><c>idle</c> while the server tells of news by IDLE, <c>none</c> when it does not offer that or the session is down.</param>
/// <param name="PollSeconds">How often the folders without push are looked at.</param>
/// <param name="ConsecutiveFailures">Failed attempts since the last success.</param>
/// <param name="NextAttempt">When the next attempt comes; null while connected or when nothing will be tried before the owner acts.</param>
/// <param name="Capabilities">What the server offers, of what matters here.</param>
/// <param name="NextStep">What the owner should do now, in words; null when nothing.</param>
[GenerateSerializer, Immutable, Alias("connection-health")]
public sealed record ConnectionHealth(
    [property: Id(0)] string Id,
    [property: Id(1)] string Status,
    [property: Id(2)] string Push,
    [property: Id(3)] int PollSeconds,
    [property: Id(4)] DateTimeOffset? LastSync,
    [property: Id(5)] DateTimeOffset? LastPush,
    [property: Id(6)] int ConsecutiveFailures,
    [property: Id(7)] DateTimeOffset? NextAttempt,
    [property: Id(8)] IReadOnlyList<string> Capabilities,
    [property: Id(9)] string? Error,
    [property: Id(10)] string? NextStep);
