namespace EmailAgent.Grains.Identity;

/// <summary>Single-use tokens for an action of their owner.</summary>
internal sealed class AccountTokens(AccountTokenStore store)
{
    public async Task<string> IssueAsync(Guid userId, TokenPurpose purpose, CancellationToken cancellationToken)
    {
        var token = OwnedToken.Create(userId);
        await store.InsertAsync(userId, token.Hash, purpose.Name, purpose.Lifetime, purpose.Replaces, cancellationToken);
        return token.Text;
    }

    /// <returns>Whose token it is; null for one that is not valid. The token stays valid.</returns>
    public async Task<Guid?> FindAsync(string text, TokenPurpose purpose, CancellationToken cancellationToken) =>
        OwnedToken.Parse(text) is { } token && await store.ExistsAsync(token.UserId, token.Hash, purpose.Name, cancellationToken) ? token.UserId : null;

    /// <summary>Uses a token up.</summary>
    /// <returns>The token's user; null for one that is not valid.</returns>
    public async Task<Guid?> TakeAsync(string text, TokenPurpose purpose, CancellationToken cancellationToken) =>
        OwnedToken.Parse(text) is { } token && await store.TakeAsync(token.UserId, token.Hash, purpose.Name, cancellationToken) ? token.UserId : null;
}
