namespace EmailAgent.Grains.Audit;

/// <summary>The keys of the log. Their ids grow: a later key has a higher one.</summary>
/// <param name="CurrentId">Of the key that is written with.</param>
/// <param name="Keys">By id, as far as they are known here.</param>
internal sealed record AuditKeyRing(short CurrentId, IReadOnlyDictionary<short, byte[]> Keys)
{
    public const short FirstId = 1;

    public byte[] Current => Keys[CurrentId];

    /// <summary>Indicates whether the key has been changed at least once.</summary>
    public bool IsRotated => CurrentId > FirstId;

    /// <returns>Null if that key is not configured.</returns>
    public byte[]? Find(short id) => Keys.GetValueOrDefault(id);
}
