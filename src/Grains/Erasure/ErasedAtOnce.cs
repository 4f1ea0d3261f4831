namespace EmailAgent.Grains.Erasure;

/// <summary>
/// A table whose rows are deleted in the transaction that closes an account: credentials and personal data. Features register theirs; all
/// other rows are found by their <c>user_id</c> and removed later.
/// </summary>
/// <param name="Column">The column that names the account.</param>
/// <param name="Key">The column of <c>users</c> that it is compared with.</param>
internal sealed record ErasedAtOnce(string Table, string Column = "user_id", string Key = "id");
