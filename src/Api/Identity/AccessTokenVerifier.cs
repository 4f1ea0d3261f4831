using System.Collections.Concurrent;

namespace EmailAgent.Api.Identity;

/// <summary>Verifies access tokens with the issuer's current keys and remembers those that were valid: a signature costs more than most requests.</summary>
internal sealed class AccessTokenVerifier(SigningKeyCache keys, TimeProvider time)
{
    private const int MaxRemembered = 10_000;

    private readonly ConcurrentDictionary<string, ValidatedToken> _valid = new(StringComparer.Ordinal);

    public async ValueTask<(TokenVerdict Verdict, ValidatedToken? Token)> VerifyAsync(string token, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_valid.TryGetValue(token, out var remembered))
        {
            if (now < remembered.ExpiresAt)
                return (TokenVerdict.Valid, remembered);
            _valid.TryRemove(token, out _);
            return (TokenVerdict.Expired, null);
        }

        var result = TokenValidator.Validate(token, await keys.GetKeysAsync(cancellationToken), now);
        if (result.Verdict == TokenVerdict.UnknownKey)
            result = TokenValidator.Validate(token, await keys.GetNewerKeysAsync(cancellationToken), now);
        if (result.Token is { } valid)
            Remember(token, valid);
        return result;
    }

    private void Remember(string token, ValidatedToken valid)
    {
        if (_valid.Count >= MaxRemembered)
            _valid.Clear(); // rare, and costs one verification for each token still in use
        _valid[token] = valid;
    }
}
