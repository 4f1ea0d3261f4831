using EmailAgent.Api.Identity.Tokens;

namespace EmailAgent.Api.Identity;

/// <summary>From an access token, of ours or another issuer, to the user it stands for.</summary>
internal sealed class TokenAuthenticator(AccessTokenVerifier verifier, ExternalUsers users)
{
    public async ValueTask<(TokenVerdict Verdict, ValidatedToken? Token)> AuthenticateAsync(string token, CancellationToken cancellationToken)
    {
        var (verdict, accepted) = await verifier.VerifyAsync(token, cancellationToken);
        if (accepted is null)
            return (verdict, null);
        if (accepted.Session is { } session)
            return (TokenVerdict.Valid, new ValidatedToken(session.UserId, session.Id, accepted.ExpiresAt));
        return await users.FindAsync(accepted.Login!, cancellationToken) is { } userId
            ? (TokenVerdict.Valid, new ValidatedToken(userId, null, accepted.ExpiresAt))
            : (TokenVerdict.AccountDeleted, null);
    }
}
