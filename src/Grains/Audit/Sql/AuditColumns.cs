using EmailAgent.Database;
using Npgsql;

namespace EmailAgent.Grains.Audit;

/// <summary>Rows of the log as they are read.</summary>
internal static class AuditColumns
{
    public const string All = "chain_id, seq, at, action, outcome, actor_id, credential, target, details, origin, origin_digest, hash, key_id";

    public static AuditRow Read(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetInt64(1),
        row.GetDateTime(2),
        row.GetString(3),
        row.GetString(4),
        row.IsDBNull(5) ? null : row.GetGuid(5),
        row.GetStringOrNull(6),
        row.GetStringOrNull(7),
        row.GetString(8),
        row.GetStringOrNull(9),
        row.IsDBNull(10) ? null : row.GetFieldValue<byte[]>(10),
        row.GetFieldValue<byte[]>(11),
        row.GetInt16(12));
}
