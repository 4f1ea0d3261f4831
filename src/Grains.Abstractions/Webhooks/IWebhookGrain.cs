namespace EmailAgent.Grains.Webhooks;

/// <summary>The webhooks of one user; the key is the user id. An id that is not one of them is refused with <c>not_found</c>.</summary>
[Alias("webhooks")]
public interface IWebhookGrain : IGrainWithStringKey
{
    /// <summary>Lists the webhooks, oldest first.</summary>
    [Alias("list"), Idempotent]
    Task<IReadOnlyList<Webhook>> ListAsync(CancellationToken cancellationToken);

    [Alias("get"), Idempotent]
    Task<Outcome<Webhook>> GetAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>
    /// Creates a webhook, which receives the events from now on. Refused with <c>validation_failed</c>, <c>webhook_address_not_allowed</c> or
    /// <c>too_many</c>.
    /// </summary>
    /// <param name="id">Its id: a repetition with the same one returns the webhook that exists.</param>
    [Alias("create"), Idempotent]
    Task<Outcome<WebhookWithSecret>> CreateAsync(Guid id, WebhookRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Changes a webhook. Refused as <see cref="CreateAsync"/>, and with <c>precondition_failed</c> if <paramref name="expected"/> is given and is no
    /// longer its state.
    /// </summary>
    [Alias("update")]
    Task<Outcome<Webhook>> UpdateAsync(Guid id, WebhookChangesRequest changes, Webhook? expected, CancellationToken cancellationToken);

    /// <summary>Deletes a webhook and its log. Refused with <c>precondition_failed</c> as in <see cref="UpdateAsync"/>.</summary>
    [Alias("delete")]
    Task<Outcome<Done>> DeleteAsync(Guid id, Webhook? expected, CancellationToken cancellationToken);

    /// <summary>Replaces the keys; the previous ones also sign for a while.</summary>
    /// <param name="rotationId">The operation. Repeating the last one returns its keys.</param>
    [Alias("rotate-secret")]
    Task<Outcome<WebhookWithSecret>> RotateAsync(Guid id, Guid rotationId, CancellationToken cancellationToken);

    [Alias("health"), Idempotent]
    Task<Outcome<WebhookHealth>> GetHealthAsync(Guid id, CancellationToken cancellationToken);

    [Alias("list-deliveries"), Idempotent]
    Task<Outcome<WebhookDeliveryPage>> ListDeliveriesAsync(Guid id, WebhookDeliveryQuery query, CancellationToken cancellationToken);

    [Alias("get-delivery"), Idempotent]
    Task<Outcome<WebhookDeliveryDetail>> GetDeliveryAsync(Guid id, Guid deliveryId, CancellationToken cancellationToken);

    /// <summary>Delivers events again. Refused with <c>validation_failed</c>, <c>too_many</c> or <c>webhook_disabled</c>.</summary>
    [Alias("replay")]
    Task<Outcome<WebhookReplay>> ReplayAsync(Guid id, WebhookReplayRequest request, CancellationToken cancellationToken);

    /// <summary>Delivers a sample once. Refused with <c>webhook_disabled</c>.</summary>
    /// <param name="deliveryId">The id of the delivery: a repetition with the same one delivers nothing more.</param>
    /// <param name="type">A type of event.</param>
    /// <param name="data">Its data: a JSON object.</param>
    [Alias("test"), Idempotent]
    Task<Outcome<WebhookDelivery>> TestAsync(Guid id, Guid deliveryId, string type, string data, CancellationToken cancellationToken);
}
