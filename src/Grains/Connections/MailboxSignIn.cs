using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Identity;
using EmailAgent.Storage.Audit;
using EmailAgent.Storage.Connections;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Connections;

/// <summary>Stores what a provider has granted, encrypted: as a new connection, or as new tokens of one that exists.</summary>
internal sealed class MailboxSignIn(ConnectionStore connections, TokenServices tokens, IOptions<AccountLimitOptions> limits)
{
    /// <param name="id">Where.</param>
    /// <param name="grant">What was granted.</param>
    /// <param name="known">Whether the connection exists.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when it is stored.</returns>
    public async Task<Problem?> SaveAsync(MailboxId id, SignInGrant grant, bool known, CancellationToken cancellationToken)
    {
        var stored = tokens.Protect(grant.AccessToken, grant.ExpiresAt, grant.RefreshToken, grant.Scopes);
        var entry = id.Audited(AuditActions.ProviderSignIn, ("provider", grant.Provider), ("connection", known ? "known" : "new"));
        if (known)
        {
            return await tokens.Store.ReplaceAsync(id.UserId, id.ConnectionId, grant.Email, stored, entry, cancellationToken)
                ? null
                : new Problem(ProblemCodes.NotFound, "There is no such connection.");
        }

        if (grant.RefreshToken is null)
        {
            return new Problem(ProblemCodes.SignInRefused, "The provider issued no refresh token. Remove this application in the account's settings there, and sign in again.");
        }

        var inserted = await connections.InsertAsync(
            new NewConnection(id.UserId, id.ConnectionId, grant.Provider, grant.AccountKey, grant.Email, null, grant.Settings, [], ConnectionStatus.Connecting) { Tokens = stored, MostOfUser = limits.Value.Mailboxes, Audit = entry },
            cancellationToken);
        return MailboxPolicy.ToProblem(inserted);
    }
}
