using System.ComponentModel.DataAnnotations;

namespace EmailAgent.Grains.Webhooks;

/// <summary>Marks a field that contains one of <see cref="WebhookReasons"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WebhookReasonNameAttribute() : AllowedValuesAttribute(WebhookReasons.Gone, WebhookReasons.Failing);
