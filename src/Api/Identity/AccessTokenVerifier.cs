using System.Collections.Concurrent;
using EmailAgent.Api.Identity.Issuers;
using EmailAgent.Api.Identity.Tokens;

namespace EmailAgent.Api.Identity;

/// <summary>Verifies access tokens with their issuer's current keys and remembers those that were valid: a signature costs more than most requests.</summary>
internal sealed class AccessTokenVerifier(TrustedIssuers issuers, TimeProvider time)
{
    private const int MaxRemembered = 10_000;

    // A key that its issuer has withdrawn should not live on here for as long as a token does.
    private static readonly TimeSpan RememberedFor = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, (AcceptedToken Token, DateTimeOffset Until)> _valid = new(StringComparer.Ordinal);

    public async ValueTask<(TokenVerdict Verdict, AcceptedToken? Token)> VerifyAsync(string token, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_valid.TryGetValue(token, out var remembered))
        {
            if (now < remembered.Until)
                return (TokenVerdict.Valid, remembered.Token);
            _valid.TryRemove(token, out _);
        }

        var result = await JudgeAsync(token, now, cancellationToken);
        if (result.Token is { } valid)
            Remember(token, valid, now);
        return result;
    }

    private async ValueTask<(TokenVerdict Verdict, AcceptedToken? Token)> JudgeAsync(string text, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (SignedToken.Parse(text) is not { } token || issuers.Find(token) is not { } issuer)
            return (TokenVerdict.Refused, null);
        if (await issuer.Keys.GetAsync(cancellationToken) is not { } keys)
            return (TokenVerdict.Unavailable, null);
        var result = TokenValidator.Validate(token, issuer.Rules, keys, now);
        if (result.Verdict != TokenVerdict.UnknownKey)
            return result;
        return await issuer.Keys.GetNewerAsync(cancellationToken) is { } newer
            ? TokenValidator.Validate(token, issuer.Rules, newer, now)
            : (TokenVerdict.Unavailable, null);
    }

    private void Remember(string token, AcceptedToken valid, DateTimeOffset now)
    {
        if (_valid.Count >= MaxRemembered)
            _valid.Clear(); // rare, and costs one verification for each token still in use
        var forgetAt = now + RememberedFor;
        _valid[token] = (valid, valid.ExpiresAt < forgetAt ? valid.ExpiresAt : forgetAt);
    }
}
