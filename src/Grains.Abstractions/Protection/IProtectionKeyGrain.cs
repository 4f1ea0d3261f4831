using Orleans.Concurrency;

namespace EmailAgent.Grains.Protection;

/// <summary>The keys for mail of one user; the key is the user id. An id that is not one of them is refused with <c>not_found</c>.</summary>
[Alias("protection-keys")]
public interface IProtectionKeyGrain : IGrainWithStringKey
{
    /// <summary>Lists the keys, newest first.</summary>
    [Alias("list"), AlwaysInterleave, Idempotent]
    Task<IReadOnlyList<ProtectionKey>> ListAsync(CancellationToken cancellationToken);

    [Alias("get"), AlwaysInterleave, Idempotent]
    Task<Outcome<ProtectionKey>> GetAsync(string id, CancellationToken cancellationToken);

    /// <summary>
    /// Stores a key; the same key again replaces what is stored, unless only the stored one has a secret. Refused with <c>validation_failed</c> or
    /// <c>too_many</c>.
    /// </summary>
    [Alias("add")]
    Task<Outcome<ProtectionKey>> AddAsync(NewProtectionKey key, CancellationToken cancellationToken);

    [Alias("delete")]
    Task<Outcome<Done>> DeleteAsync(string id, CancellationToken cancellationToken);
}
