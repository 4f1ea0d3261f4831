using System.Security.Cryptography;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Events;
using Npgsql;

namespace EmailAgent.Grains.ApiKeys;

/// <summary>Holds one key in memory; the database has the last word, at the latest a minute later.</summary>
internal sealed partial class ApiKeyGrain(
    ApiKeyStore store, ApiKeyHashing hashing, EventAnnouncer announcer, TimeProvider time, ILogger<ApiKeyGrain> logger) : Grain, IApiKeyGrain
{
    private static readonly Problem NoSuchKey = new(ProblemCodes.NotFound, "There is no such API key.");

    // For changes that bypass the grain, such as by SQL, or the removal of the owner.
    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan UseWrittenEvery = TimeSpan.FromMinutes(1);

    private Known? _known;
    private int _changes;
    private DateTimeOffset _useWrittenAt;

    private ApiKeyId Id => ApiKeyId.Parse(this.GetPrimaryKeyString());

    public async Task<ApiKeyGrant> CheckAsync(byte[] secret, string? address, CancellationToken cancellationToken)
    {
        var row = await GetAsync(cancellationToken);
        if (row is null || !CryptographicOperations.FixedTimeEquals(await hashing.HashAsync(secret, cancellationToken), row.SecretHash))
            return ApiKeyPolicy.Refused(ApiKeyStanding.Unknown);
        var now = time.GetUtcNow();
        var grant = ApiKeyPolicy.Judge(row, address, now);
        if (grant.Standing == ApiKeyStanding.Good && now - _useWrittenAt >= UseWrittenEvery)
        {
            _useWrittenAt = now;
            _ = WriteUseAsync(now); // fire and forget
        }

        return grant;
    }

    public async Task<ApiKeyGrant> RecheckAsync(string? address, CancellationToken cancellationToken) =>
        ApiKeyPolicy.Judge(await GetAsync(cancellationToken), address, time.GetUtcNow());

    public async Task<Outcome<ApiKey>> UpdateAsync(ApiKeyChangesRequest changes, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(Id.UserId, Id.KeyId, cancellationToken) is not { } row)
            return NoSuchKey;
        if (changes.Name is { } name && NameText.Check(name, "name", ApiKeyPolicy.MaxName) is { } invalid)
            return invalid;
        if (changes.Scopes is { } wanted && ApiKeyPolicy.CheckScopes(wanted, ApiKeyPolicy.ToPermissions(row.Scopes)) is { } refused)
            return refused with { Detail = $"{refused.Detail} Scopes can only be taken from a key." };

        var changed = row with { Name = NameText.Tidy(changes.Name) ?? row.Name, Scopes = changes.Scopes ?? row.Scopes };
        var updated = await store.UpdateAsync(changed, changed.Audited(ApiKeyActions.Change), cancellationToken);
        await ForgetAsync();
        return updated is null ? NoSuchKey : updated.ToApiKey();
    }

    public async Task<Outcome<Done>> RevokeAsync(CancellationToken cancellationToken)
    {
        var existed = await store.DeleteAsync(Id.UserId, Id.KeyId, AuditTrail.Entry(Id.UserId, ApiKeyActions.Revoke, ApiKeyMapping.Target(Id.KeyId)), cancellationToken);
        await ForgetAsync();
        return existed ? Done.Value : NoSuchKey;
    }

    public Task ForgetAsync()
    {
        _known = null;
        _changes++;
        return announcer.AnnounceAsync(Id.UserId);
    }

    private async ValueTask<ApiKeyRow?> GetAsync(CancellationToken cancellationToken)
    {
        if (_known is { } known && time.GetElapsedTime(known.ReadAt) < GoodFor)
            return known.Row;
        var (before, readAt) = (_changes, time.GetTimestamp());
        var row = await store.FindAsync(Id.UserId, Id.KeyId, cancellationToken);
        if (row is null)
            DeactivateOnIdle(); // invented ids leave no state behind
        else if (before == _changes) // otherwise the state read could be from before the change
            _known = new Known(row, readAt);
        return row;
    }

    private async Task WriteUseAsync(DateTimeOffset at)
    {
        try
        {
            await store.SetLastUsedAsync(Id.UserId, Id.KeyId, at, CancellationToken.None);
        }
        catch (NpgsqlException failure)
        {
            LogUseNotWritten(failure);
        }
    }

    private sealed record Known(ApiKeyRow Row, long ReadAt);
}
