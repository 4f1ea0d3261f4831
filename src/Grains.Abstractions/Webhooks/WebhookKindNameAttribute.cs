using System.ComponentModel.DataAnnotations;

namespace EmailAgent.Grains.Webhooks;

/// <summary>Marks a field that contains one of <see cref="WebhookKinds"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WebhookKindNameAttribute() : AllowedValuesAttribute(WebhookKinds.Event, WebhookKinds.Replay, WebhookKinds.Test);
