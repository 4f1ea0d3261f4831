using System.Collections.Concurrent;
using System.Security.Claims;
using EmailAgent.Api.Audit;
using EmailAgent.Api.Identity.Issuers;
using EmailAgent.Api.Identity.Tokens;
using EmailAgent.Grains.Audit;
using EmailAgent.Tokens;
using Microsoft.IdentityModel.Tokens;

namespace EmailAgent.Api.Identity;

/// <summary>
/// Validates access tokens of the trusted issuers, in place of the framework's handler, which accepts tokens that this one refuses
/// (docs/adr/0008-one-token-verifier.md). Remembers valid tokens, since a signature costs more than most requests.
/// </summary>
internal sealed class AccessTokenHandler(TrustedIssuers issuers, RefusalReporter refusals, TimeProvider time) : TokenHandler
{
    private const int MaxRemembered = 10_000;

    // A key that its issuer has withdrawn should not live on here for as long as a token does.
    private static readonly TimeSpan RememberedFor = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, (AcceptedToken Token, DateTimeOffset Until)> _valid = new(StringComparer.Ordinal);

    /// <summary>Indicates whether a token is known to be valid, so that no signature has to be verified.</summary>
    public bool Knows(string token) => _valid.TryGetValue(token, out var remembered) && time.GetUtcNow() < remembered.Until;

    /// <summary>Validates a token by the rules of its issuer, which take the place of <paramref name="validationParameters"/>.</summary>
    /// <returns>An <see cref="AcceptedToken"/>, whose user <see cref="TokenUsers"/> finds; or a <see cref="TokenRefusedException"/>.</returns>
    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        var now = time.GetUtcNow();
        if (_valid.TryGetValue(token, out var remembered))
        {
            if (now < remembered.Until)
                return Accept(remembered.Token);
            _valid.TryRemove(token, out _);
        }

        var (verdict, accepted) = await issuers.VerifyAsync(token, now);
        if (accepted is not null)
        {
            Remember(token, accepted, now);
            return Accept(accepted);
        }

        if (ReasonOf(verdict) is { } reason)
            refusals.Report(RefusalKind.Token, reason);
        return new TokenValidationResult { Exception = new TokenRefusedException(verdict) };
    }

    private static string? ReasonOf(TokenVerdict verdict) => verdict switch
    {
        TokenVerdict.Expired => "expired",
        TokenVerdict.UnknownKey => "unknown_key",
        TokenVerdict.Refused => "invalid",
        _ => null,
    };

    private static TokenValidationResult Accept(AcceptedToken token) => new() { IsValid = true, SecurityToken = token, ClaimsIdentity = new ClaimsIdentity() };

    private void Remember(string token, AcceptedToken valid, DateTimeOffset now)
    {
        if (_valid.Count >= MaxRemembered)
            _valid.Clear(); // rare, and costs one verification for each token still in use
        var forgetAt = now + RememberedFor;
        _valid[token] = (valid, valid.ValidTo < forgetAt ? valid.ValidTo : forgetAt);
    }
}
