namespace EmailAgent.Grains.Access;

/// <summary>A caller's visibility as a condition in SQL.</summary>
internal static class VisibilitySql
{
    /// <summary>Writes a condition to append to a WHERE clause; empty if all connections are visible.</summary>
    /// <param name="visible">What the caller sees.</param>
    /// <param name="column">The column with the id of a connection.</param>
    // The ids stand in the text, so that statements keep the numbers of their parameters; being ids, they can hold nothing else.
    public static string Only(this Visibility visible, string column) =>
        visible.ConnectionIds is { } ids ? $" AND {column} = ANY ('{{{string.Join(',', ids.Select(id => id.ToString("N")))}}}'::uuid[])" : "";
}
