namespace EmailAgent.Grains.Push;

/// <summary>Receiver of providers' pushes: a stateless worker, key 0. Open to any caller; the push itself proves its origin.</summary>
[Alias("push")]
public interface IPushGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Stores a push once for each connection that it concerns, and wakes them. A push for an address without a connection is
    /// accepted, too, so that the sender does not learn which addresses are connected.
    /// </summary>
    /// <returns>Refused with <c>not_a_push</c>, <c>push_unauthenticated</c>, <c>push_forbidden</c> or <c>unavailable</c>.</returns>
    [Alias("receive"), Idempotent]
    Task<Outcome<Done>> ReceiveAsync(string provider, PushDelivery delivery, CancellationToken cancellationToken);
}
