namespace EmailAgent.Grains.Audit;

/// <summary>Outcome of an action.</summary>
internal enum AuditOutcome
{
    Succeeded,

    /// <summary>The action was not allowed, or its input was wrong.</summary>
    Refused,

    /// <summary>The action was allowed, and failed.</summary>
    Failed,
}

/// <summary>The user or program that acted.</summary>
/// <param name="UserId">Null for the product itself, and for an unknown caller.</param>
/// <param name="Credential">What the user called with, such as <c>session:ID</c>.</param>
internal readonly record struct AuditActor(Guid? UserId, string? Credential);

/// <summary>Address and user agent of a caller: personal data, and therefore stored so that it can be removed.</summary>
internal sealed record AuditOrigin(string? Address, string? UserAgent, string? RequestId);

/// <summary>A row of the log.</summary>
/// <param name="Details">JSON, an object of texts.</param>
/// <param name="Origin">JSON; null if there was none, or it was erased.</param>
/// <param name="OriginDigest">Null if there was none.</param>
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
    /// <summary>Returns the head that precedes the first row of a chain.</summary>
    public static AuditHead Empty(Guid chainId) => new(chainId, 0, []);
}

/// <summary>End of a chain on a day.</summary>
internal sealed record AuditAnchor(long Number, DateOnly Day, Guid ChainId, long Seq, byte[] HeadHash, byte[] Hash, short KeyId);
