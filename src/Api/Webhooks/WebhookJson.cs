using System.Text.Json.Serialization;
using EmailAgent.Api.Json;
using EmailAgent.Grains.Webhooks;

namespace EmailAgent.Api.Webhooks;

/// <summary>Generated readers and writers for the bodies of this feature; <see cref="ApiJson"/> collects them.</summary>
[JsonSerializable(typeof(WebhookRequest))]
[JsonSerializable(typeof(WebhookChangesRequest))]
[JsonSerializable(typeof(WebhookReplayRequest))]
[JsonSerializable(typeof(WebhookTestRequest))]
[JsonSerializable(typeof(Webhook))]
[JsonSerializable(typeof(ListAnswer<Webhook>))]
[JsonSerializable(typeof(WebhookSecretAnswer))]
[JsonSerializable(typeof(WebhookHealth))]
[JsonSerializable(typeof(WebhookDelivery))]
[JsonSerializable(typeof(WebhookDeliveryDetail))]
[JsonSerializable(typeof(WebhookDeliveryPage))]
[JsonSerializable(typeof(WebhookReplay))]
internal sealed partial class WebhookJson : JsonSerializerContext;
