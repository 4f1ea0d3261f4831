namespace EmailAgent.Storage.Audit;

/// <summary>How it ended.</summary>
public enum AuditOutcome
{
    Succeeded,

    /// <summary>It was not allowed, or not right.</summary>
    Refused,

    /// <summary>It was allowed, and could not be done.</summary>
    Failed,
}

/// <summary>Who acted.</summary>
/// <param name="UserId">Null for the product itself, and for somebody who is not known.</param>
/// <param name="Credential">What the user called with, such as <c>session:ID</c>.</param>
public readonly record struct AuditActor(Guid? UserId, string? Credential);

/// <summary>What a caller said about itself, or its network did: personal, and therefore kept so that it can be taken away.</summary>
public sealed record AuditOrigin(string? Address, string? UserAgent, string? RequestId);

/// <summary>A row of the log.</summary>
/// <param name="Details">JSON, an object of texts.</param>
/// <param name="Origin">JSON; null when there was none, or it was erased.</param>
/// <param name="OriginDigest">Null when there was none.</param>
/// <param name="KeyId">Of the key that the hash was made with.</param>
internal sealed record AuditRow(
    Guid ChainId,
    long Seq,
    DateTime At,
    string Action,
    string Outcome,
    Guid? ActorId,
    string? Credential,
    string? Target,
    string Details,
    string? Origin,
    byte[]? OriginDigest,
    byte[] Hash,
    short KeyId);

/// <summary>The end of a chain.</summary>
internal sealed record AuditHead(Guid ChainId, long Seq, byte[] Hash)
{
    /// <summary>What the first row of a chain follows.</summary>
    public static AuditHead Empty(Guid chainId) => new(chainId, 0, []);
}

/// <summary>Says where a chain ended on a day.</summary>
internal sealed record AuditAnchor(long Number, DateOnly Day, Guid ChainId, long Seq, byte[] HeadHash, byte[] Hash, short KeyId);
