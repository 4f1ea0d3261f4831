using System.Data.Common;

namespace EmailAgent.Database;

/// <summary>Distinguishes temporary problems of the database from defects of the product.</summary>
public static class DatabaseOutage
{
    // The first characters of the codes with which a server stops, starts, or ends connections.
    private const string Intervention = "57P";

    // After a failover, or where an operator has writes refused.
    private const string ReadOnly = "25006";

    /// <summary>Returns whether the database was unavailable or accepts no writes. The driver counts neither a restart nor a failover as transient.</summary>
    public static bool Is(DbException failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return failure.IsTransient || failure.SqlState == ReadOnly || failure.SqlState?.StartsWith(Intervention, StringComparison.Ordinal) == true;
    }
}
