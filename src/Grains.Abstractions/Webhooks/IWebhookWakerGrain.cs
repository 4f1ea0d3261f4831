namespace EmailAgent.Grains.Webhooks;

/// <summary>
/// Wakes those webhooks of a user that receive events of the types that were added to the log; the key is the user id. It reads the log once for all
/// of them. A webhook that is not woken finds its events at its next poll.
/// </summary>
[Alias("webhook-waker")]
public interface IWebhookWakerGrain : IGrainWithStringKey
{
    /// <summary>Has a webhook woken for the next two minutes.</summary>
    /// <param name="types">The types of events that it receives; empty for all.</param>
    [Alias("keep"), Idempotent]
    Task KeepAsync(Guid endpointId, IReadOnlyList<string> types);

    /// <summary>Has a webhook no longer woken.</summary>
    [Alias("drop"), Idempotent]
    Task DropAsync(Guid endpointId);
}
