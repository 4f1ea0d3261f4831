namespace EmailAgent.Tokens.Keys;

/// <summary>The keys of one issuer at one time. The first of several keys with the same id and algorithm is used.</summary>
public sealed class KeySet(IReadOnlyList<VerificationKey> keys)
{
    private readonly ILookup<string, VerificationKey> _keys = keys.ToLookup(key => key.Id, StringComparer.Ordinal);

    public bool Has(string id) => _keys.Contains(id);

    public VerificationKey? Find(string id, string algorithm) => _keys[id].FirstOrDefault(key => key.Algorithms.Contains(algorithm));
}
