using EmailAgent.Grains.Audit;

namespace EmailAgent.Grains.ApiKeys;

internal static class ApiKeyMapping
{
    /// <summary>Converts a stored key to its owner's view.</summary>
    public static ApiKey ToApiKey(this ApiKeyRow row) => new(
        Ids.Format(row.Id),
        row.Name,
        row.Hint,
        row.Scopes,
        row.ConnectionIds is null ? null : [.. row.ConnectionIds.Select(Ids.Format)],
        row.AllowedAddresses,
        row.CreatedAt,
        row.ExpiresAt,
        row.LastUsedAt);

    /// <summary>Creates an entry of the owner about the key.</summary>
    public static AuditEntry Audited(this ApiKeyRow row, string action) =>
        AuditTrail.Entry(row.UserId, action, Target(row.Id), details: ("scopes", string.Join(' ', row.Scopes)));

    public static string Target(Guid keyId) => $"api_key:{Ids.Format(keyId)}";
}
