namespace EmailAgent.Api.Identity.Issuers;

/// <summary>The keys of one issuer at one time. Of several with the same id and algorithm the first counts.</summary>
internal sealed class KeySet(IReadOnlyList<VerificationKey> keys)
{
    private readonly ILookup<string, VerificationKey> _keys = keys.ToLookup(key => key.Id, StringComparer.Ordinal);

    public bool IsEmpty => _keys.Count == 0;

    public bool Has(string id) => _keys.Contains(id);

    public VerificationKey? Find(string id, string algorithm) => _keys[id].FirstOrDefault(key => key.Algorithms.Contains(algorithm));
}
