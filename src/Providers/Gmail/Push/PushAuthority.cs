using System.Security.Cryptography;
using System.Text;
using EmailAgent.Providers.OAuth;
using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Gmail.Push;

/// <summary>Judges whether a push comes from the subscription that this installation has made.</summary>
internal sealed class PushAuthority(ServiceTokens tokens, IOptions<GmailPushOptions> options)
{
    private const string Scheme = "Bearer ";

    public async Task<PushJudgement> JudgeAsync(PushRequest request, CancellationToken cancellationToken)
    {
        var expected = options.Value;
        if (expected.SharedToken.Length > 0 && request.Token is { } token && AreEqual(token, expected.SharedToken))
            return PushJudgement.Accepted;
        if (expected.Audience.Length == 0 || request.Authorization is not { } header || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return PushJudgement.Unauthenticated;

        var claims = await tokens.VerifyAsync(header[Scheme.Length..].Trim(), expected.Issuer, expected.KeysEndpoint, expected.Audience, cancellationToken).ConfigureAwait(false);
        return claims is null ? PushJudgement.Unauthenticated
            : claims.Text("iss") == expected.Issuer && claims.IsTrue("email_verified") && claims.Text("email") == expected.ServiceAccount ? PushJudgement.Accepted
            : PushJudgement.Forbidden;
    }

    private static bool AreEqual(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(one)), SHA256.HashData(Encoding.UTF8.GetBytes(other)));
}
