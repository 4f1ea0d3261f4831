namespace EmailAgent.Storage.Access;

/// <summary>Whose data is read, and of which connections. Every read of mail and events for a caller takes one.</summary>
/// <param name="ConnectionIds">Null for all, also those to come; then nothing of any other is there.</param>
public sealed record ConnectionScope(Guid UserId, IReadOnlyList<Guid>? ConnectionIds)
{
    /// <summary>All that a user has.</summary>
    public static implicit operator ConnectionScope(Guid userId) => new(userId, null);

    public bool Sees(Guid connectionId) => ConnectionIds?.Contains(connectionId) ?? true;

    /// <summary>A condition to append to a WHERE clause; empty where all connections are seen.</summary>
    /// <param name="column">Which holds the id of a connection.</param>
    // The ids stand in the text, so that statements keep the numbers of their parameters; being ids, they can hold nothing else.
    internal string Only(string column) =>
        ConnectionIds is null ? "" : $" AND {column} = ANY ('{{{string.Join(',', ConnectionIds.Select(id => id.ToString("N")))}}}'::uuid[])";
}
