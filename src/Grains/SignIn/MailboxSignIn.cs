using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Identity;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.SignIn;

/// <summary>The storage of a provider's grant, encrypted: as a new connection, or as new tokens of an existing one.</summary>
internal sealed class MailboxSignIn(ConnectionStore connections, TokenStore tokens, TokenProtector protector, IOptions<AccountLimitOptions> limits)
{
    /// <summary>Stores a grant.</summary>
    /// <param name="known">Indicates whether the connection exists.</param>
    /// <returns>Null when it is stored.</returns>
    public async Task<Problem?> SaveAsync(MailboxId id, SignInGrant grant, bool known, CancellationToken cancellationToken)
    {
        var stored = protector.Protect(grant.AccessToken, grant.ExpiresAt, grant.RefreshToken, grant.Scopes);
        var entry = id.Audited(SignInActions.SignIn, ("provider", grant.Provider), ("connection", known ? "known" : "new"));
        if (known)
        {
            return await tokens.ReplaceAsync(id.UserId, id.ConnectionId, grant.Email, stored, entry, cancellationToken)
                ? null
                : new Problem(ProblemCodes.NotFound, "There is no such connection.");
        }

        if (grant.RefreshToken is null)
        {
            return new Problem(SignInProblems.SignInRefused, "The provider issued no refresh token. Remove this application in the account's settings there, and sign in again.");
        }

        var inserted = await connections.InsertAsync(
            new NewConnection(id.UserId, id.ConnectionId, grant.Provider, grant.AccountKey, grant.Email, null, grant.Settings, [], ConnectionStatus.Connecting) { Tokens = stored, MostOfUser = limits.Value.Mailboxes, Audit = entry },
            cancellationToken);
        return MailboxPolicy.ToProblem(inserted);
    }
}
