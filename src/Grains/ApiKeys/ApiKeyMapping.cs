using EmailAgent.Grains.Audit;
using EmailAgent.Storage.ApiKeys;
using EmailAgent.Storage.Audit;

namespace EmailAgent.Grains.ApiKeys;

internal static class ApiKeyMapping
{
    /// <summary>A stored key as its owner sees it.</summary>
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

    /// <summary>An entry of the owner's about the key.</summary>
    public static AuditEntry Audited(this ApiKeyRow row, string action) =>
        AuditTrail.Entry(row.UserId, action, Target(row.Id), details: ("scopes", string.Join(' ', row.Scopes)));

    public static string Target(Guid keyId) => $"api_key:{Ids.Format(keyId)}";
}
