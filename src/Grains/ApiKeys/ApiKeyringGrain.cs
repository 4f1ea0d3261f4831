using System.Security.Cryptography;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Identity;
using EmailAgent.Grains.Shares;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.ApiKeys;

internal sealed class ApiKeyringGrain(
    ApiKeyStore store, ApiKeyHashing hashing, ConnectionStore connections, FreshProof fresh, IOptions<AccountLimitOptions> limits, TimeProvider time)
    : Grain, IApiKeyringGrain
{
    private const int HintLength = 4;

    private Guid UserId => Guid.ParseExact(this.GetPrimaryKeyString(), "N");

    public async Task<Outcome<CreatedApiKey>> CreateAsync(NewApiKeyRequest request, Guid? callerSession, CancellationToken cancellationToken)
    {
        var owner = await GrainFactory.GetGrain<IAccessGrain>(this.GetPrimaryKeyString()).CheckAsync(sessionId: null, cancellationToken);
        if (ApiKeyPolicy.Check(request, owner.Permissions, time.GetUtcNow()) is { } refused)
            return refused;
        if (!ApiKeyPolicy.OnlyReads(request.Scopes) && await fresh.CheckAsync(UserId, callerSession, cancellationToken) is { } stale)
            return stale;
        var (bound, unknown) = await FindConnectionsAsync(request.ConnectionIds, owner.Shared, cancellationToken);
        if (unknown is not null)
            return unknown;
        if ((await store.ListAsync(UserId, cancellationToken)).Count >= limits.Value.ApiKeys)
            return new Problem(ProblemCodes.TooMany, $"The limit of {limits.Value.ApiKeys} API keys is reached; revoke one first.");

        string[]? networks = request.AllowedAddresses is { } allowed ? [.. allowed.Select(address => $"{ApiKeyPolicy.ParseNetwork(address)}").Distinct()] : null;
        var key = new ApiKeyText(new ApiKeyId(UserId, Guid.CreateVersion7()), RandomNumberGenerator.GetBytes(ApiKeyText.SecretLength));
        var text = key.ToString();
        var row = new ApiKeyRow(
            UserId, key.Id.KeyId, NameText.Tidy(request.Name), text[^HintLength..], await hashing.HashAsync(key.Secret, cancellationToken),
            [.. request.Scopes.Distinct()], bound, networks, time.GetUtcNow(), request.ExpiresAt?.ToUniversalTime(), LastUsedAt: null);
        await store.InsertAsync(row, row.Audited(ApiKeyActions.Create), cancellationToken);
        return new CreatedApiKey(row.ToApiKey(), text);
    }

    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await store.ListAsync(UserId, cancellationToken)).Select(row => row.ToApiKey())];

    public async Task RevokeAllAsync(CancellationToken cancellationToken)
    {
        foreach (var row in await store.ListAsync(UserId, cancellationToken))
        {
            await GrainFactory.GetGrain<IApiKeyGrain>(new ApiKeyId(UserId, row.Id).ToString()).RevokeAsync(cancellationToken);
        }
    }

    private async Task<(Guid[]? Bound, Problem? Unknown)> FindConnectionsAsync(
        IReadOnlyList<string>? wanted, IReadOnlyList<SharedMailbox> shared, CancellationToken cancellationToken)
    {
        if (wanted is null)
            return default;
        var own = (await connections.ListAsync(UserId, cancellationToken)).Select(connection => connection.Id);
        var known = own.Concat(shared.Select(mailbox => mailbox.ConnectionId)).Select(Ids.Format).ToHashSet();
        return wanted.All(known.Contains)
            ? ([.. wanted.Distinct().Select(id => Guid.ParseExact(id, "N"))], null)
            : (null, new Problem(ProblemCodes.Invalid, "The list contains an id that is not a connection's.", "connection_ids"));
    }
}
