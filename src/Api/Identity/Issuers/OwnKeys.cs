using System.Buffers.Text;
using EmailAgent.Grains.Identity;
using EmailAgent.Tokens.Keys;

namespace EmailAgent.Api.Identity.Issuers;

/// <summary>The keys that sign our own access tokens.</summary>
internal sealed class OwnKeys(IClusterClient cluster) : IKeySource
{
    public async Task<KeySet> FetchAsync(CancellationToken cancellationToken)
    {
        var keys = await cluster.GetGrain<IIdentityGrain>(0).GetSigningKeysAsync(cancellationToken);
        return new KeySet([.. keys.Select(key => VerificationKey.OfCurve(key.KeyId, Base64Url.DecodeFromChars(key.X), Base64Url.DecodeFromChars(key.Y)))]);
    }
}
