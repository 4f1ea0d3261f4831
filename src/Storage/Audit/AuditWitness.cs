namespace EmailAgent.Storage.Audit;

/// <summary>The last anchor, for somebody outside the database to keep: who rewrites the anchors cannot arrive at the same.</summary>
/// <param name="Hash">In hexadecimal.</param>
public sealed record AuditWitness(long Number, string Hash);
