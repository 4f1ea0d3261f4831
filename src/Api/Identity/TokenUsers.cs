using System.Security.Claims;
using EmailAgent.Api.Access;
using EmailAgent.Api.Audit;
using EmailAgent.Api.Identity.Tokens;
using EmailAgent.Grains.Audit;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace EmailAgent.Api.Identity;

/// <summary>Finds the user of a valid access token.</summary>
internal sealed class TokenUsers(ExternalUsers users, RefusalReporter refusals)
{
    /// <returns>A principal with <see cref="CallerClaims"/>; null when the account was deleted.</returns>
    public async ValueTask<ClaimsPrincipal?> FindAsync(AcceptedToken token, CancellationToken cancellationToken)
    {
        if (token.Session is { } session)
            return CallerClaims.ToPrincipal(JwtBearerDefaults.AuthenticationScheme, session.UserId, session.Id);
        if (await users.FindAsync(token.Login!, cancellationToken) is { } userId)
            return CallerClaims.ToPrincipal(JwtBearerDefaults.AuthenticationScheme, userId, sessionId: null);
        refusals.Report(RefusalKind.Token, "account_deleted");
        return null;
    }
}
