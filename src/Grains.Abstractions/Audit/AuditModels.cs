using System.ComponentModel.DataAnnotations;

namespace EmailAgent.Grains.Audit;

/// <summary>A query of the log, newest first.</summary>
/// <param name="UserId">Entries about or by this user; null for all.</param>
/// <param name="Action">An action, or a feature for all its actions; null for all.</param>
/// <param name="To">Before this time.</param>
/// <param name="After">The next_after of the previous page; null for the first.</param>
/// <param name="Outcome"><c>succeeded</c>, <c>refused</c> or <c>failed</c>; null for all.</param>
[GenerateSerializer, Immutable, Alias("audit-filter")]
public sealed record AuditFilter(
    [property: Id(0)] Guid? UserId,
    [property: Id(1)] string? Action,
    [property: Id(2)] DateTimeOffset? From,
    [property: Id(3)] DateTimeOffset? To,
    [property: Id(4)] string? After,
    [property: Id(5)] int Limit,
    [property: Id(6)] string? Outcome);

/// <param name="NextAfter">Null at the end.</param>
[GenerateSerializer, Immutable, Alias("audit-page")]
public sealed record AuditPage(
    [property: Id(0)] IReadOnlyList<AuditLogEntry> Items,
    [property: Id(1)] string? NextAfter);

/// <summary>An action that was done or attempted.</summary>
/// <param name="UserId">The user it concerns; null if it concerns no user.</param>
/// <param name="Seq">Its position among those about the same user.</param>
/// <param name="Action">Such as <c>auth.login</c>.</param>
/// <param name="Outcome"><c>succeeded</c>, <c>refused</c> or <c>failed</c>.</param>
/// <param name="ActorId">The actor; null for the service itself, and for unknown callers.</param>
/// <param name="Credential">The actor's credential, such as <c>session:ID</c>.</param>
/// <param name="Target">The target, such as <c>connection:ID</c>.</param>
/// <param name="Address">The client's address; null for the service itself, and after the user was erased, as are the next two.</param>
[GenerateSerializer, Immutable, Alias("audit-log-entry")]
public sealed record AuditLogEntry(
    [property: Id(0)] string? UserId,
    [property: Id(1)] long Seq,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] string Action,
    [property: Id(4), AuditOutcomeName] string Outcome,
    [property: Id(5)] string? ActorId,
    [property: Id(6)] string? Credential,
    [property: Id(7)] string? Target,
    [property: Id(8)] IReadOnlyDictionary<string, string> Details,
    [property: Id(9)] string? Address,
    [property: Id(10)] string? UserAgent,
    [property: Id(11)] string? RequestId);

/// <summary>The result of verifying a part of the log.</summary>
/// <param name="Intact">This part is exactly as it was written.</param>
/// <param name="Rows">Number of verified rows.</param>
/// <param name="Findings">The first hundred.</param>
/// <param name="NextAfter">Where verification continues; null at the end.</param>
[GenerateSerializer, Immutable, Alias("audit-verification")]
public sealed record AuditVerification(
    [property: Id(0)] bool Intact,
    [property: Id(1)] long Rows,
    [property: Id(2)] long Anchors,
    [property: Id(3)] IReadOnlyList<AuditTrace> Findings,
    [property: Id(4)] string? NextAfter);

/// <summary>A trace of tampering.</summary>
/// <param name="Problem"><c>changed</c>, <c>missing</c>, <c>truncated</c>, <c>origin_changed</c>, <c>origin_missing</c>, <c>unanchored</c>, <c>head_changed</c>, <c>anchor_changed</c>, <c>anchor_missing</c>, <c>old_key</c> or <c>key_missing</c>.</param>
/// <param name="Chain"><c>user:ID</c>, <c>instance</c> or <c>anchors</c>.</param>
/// <param name="Seq">The position in the chain.</param>
[GenerateSerializer, Immutable, Alias("audit-trace")]
public sealed record AuditTrace(
    [property: Id(0), AllowedValues("changed", "missing", "truncated", "origin_changed", "origin_missing", "unanchored", "head_changed", "anchor_changed", "anchor_missing", "old_key", "key_missing")] string Problem,
    [property: Id(1)] string Chain,
    [property: Id(2)] long Seq);
