using EmailAgent.Storage.Identity;

namespace EmailAgent.Grains.Identity;

/// <summary>Tokens that stand for something their owner may do once.</summary>
internal sealed class AccountTokens(AccountTokenStore store)
{
    public async Task<string> IssueAsync(Guid userId, TokenPurpose purpose, CancellationToken cancellationToken)
    {
        var token = OwnedToken.Create(userId);
        await store.InsertAsync(userId, token.Hash, purpose.Name, purpose.Lifetime, purpose.Replaces, cancellationToken);
        return token.Text;
    }

    /// <returns>Whose token it is; null for one that is not good. It stays good.</returns>
    public async Task<Guid?> FindAsync(string text, TokenPurpose purpose, CancellationToken cancellationToken) =>
        OwnedToken.Parse(text) is { } token && await store.ExistsAsync(token.UserId, token.Hash, purpose.Name, cancellationToken) ? token.UserId : null;

    /// <summary>Uses a token up.</summary>
    /// <returns>Whose it was; null for one that is not good (any more).</returns>
    public async Task<Guid?> TakeAsync(string text, TokenPurpose purpose, CancellationToken cancellationToken) =>
        OwnedToken.Parse(text) is { } token && await store.TakeAsync(token.UserId, token.Hash, purpose.Name, cancellationToken) ? token.UserId : null;
}
