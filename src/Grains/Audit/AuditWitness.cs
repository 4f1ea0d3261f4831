namespace EmailAgent.Grains.Audit;

/// <summary>The last anchor, to be kept outside the database: an attacker who rewrites the anchors cannot arrive at the same hash.</summary>
/// <param name="Hash">In hexadecimal.</param>
internal sealed record AuditWitness(long Number, string Hash);
