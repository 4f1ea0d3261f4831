using System.ComponentModel.DataAnnotations;

namespace EmailAgent.Grains.Webhooks;

/// <summary>Marks a field that contains one of <see cref="WebhookDeliveryStates"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WebhookDeliveryStateNameAttribute() : AllowedValuesAttribute(
    WebhookDeliveryStates.Pending,
    WebhookDeliveryStates.Delivered,
    WebhookDeliveryStates.Failed);
