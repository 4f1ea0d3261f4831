using EmailAgent.Api.Audit;
using EmailAgent.Api.Identity.Tokens;
using EmailAgent.Grains.Audit;

namespace EmailAgent.Api.Identity;

/// <summary>From an access token, of ours or another issuer, to the user it stands for.</summary>
internal sealed class TokenAuthenticator(AccessTokenVerifier verifier, ExternalUsers users, RefusalReporter refusals)
{
    public async ValueTask<(TokenVerdict Verdict, ValidatedToken? Token)> AuthenticateAsync(string token, CancellationToken cancellationToken)
    {
        var (verdict, validated) = await JudgeAsync(token, cancellationToken);
        if (ReasonOf(verdict) is { } reason)
            refusals.Report(RefusalKind.Token, reason);
        return (verdict, validated);
    }

    private static string? ReasonOf(TokenVerdict verdict) => verdict switch
    {
        TokenVerdict.Expired => "expired",
        TokenVerdict.UnknownKey => "unknown_key",
        TokenVerdict.AccountDeleted => "account_deleted",
        TokenVerdict.Refused => "invalid",
        _ => null,
    };

    private async ValueTask<(TokenVerdict Verdict, ValidatedToken? Token)> JudgeAsync(string token, CancellationToken cancellationToken)
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
