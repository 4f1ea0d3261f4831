namespace EmailAgent.Grains.Push;

/// <summary>Where pushes of providers come in: a stateless worker, key 0. Anybody can call; the push itself proves where it comes from.</summary>
[Alias("push")]
public interface IPushGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Writes a push down, once, for every connection it is about, and wakes them. An address that nobody has connected is
    /// accepted too: the sender must not learn who is here.
    /// </summary>
    /// <returns>Refused with <c>not_a_push</c>, <c>push_unauthenticated</c>, <c>push_forbidden</c> or <c>unavailable</c>.</returns>
    [Alias("receive"), Idempotent]
    Task<Outcome<Done>> ReceiveAsync(string provider, PushDelivery delivery, CancellationToken cancellationToken);
}
