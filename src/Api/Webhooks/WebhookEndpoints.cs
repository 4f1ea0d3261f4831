using EmailAgent.Api.Access;
using EmailAgent.Api.Events;
using EmailAgent.Api.Idempotency;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Json;
using EmailAgent.Api.OpenApi;
using EmailAgent.Api.Parameters;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Webhooks;

namespace EmailAgent.Api.Webhooks;

/// <summary>
/// Webhooks of the caller. They receive the whole event log of their owner, so keys that are bound to mailboxes are not admitted.
/// </summary>
internal static class WebhookEndpoints
{
    private static readonly ApiTag Tag = new("Webhooks", "Endpoints of programs that receive events by HTTP, signed as Standard Webhooks describes.", 72);

    private const int MaxText = 2000;

    private static readonly TextParameter After = new("after", "The next_after of the previous page.", MaxLength: 50);

    private static readonly IntegerParameter Limit = new("limit", "At most this many.", Default: 50, Min: 1, Max: 200);

    private static readonly ChoiceParameter Status = new(
        "status",
        "WebhookDeliveryState",
        "Only deliveries in this state.",
        Default: null,
        WebhookDeliveryStates.Pending,
        WebhookDeliveryStates.Delivered,
        WebhookDeliveryStates.Failed);

    private static readonly TextParameter EventType = new("event_type", "Only deliveries of this type of event.", MaxLength: 100);

    private static readonly Problem NoSuchWebhook = new(ProblemCodes.NotFound, "There is no such webhook.");
    private static readonly Problem NoSuchDelivery = new(ProblemCodes.NotFound, "There is no such delivery.");

    public static void MapWebhookEndpoints(this IEndpointRouteBuilder api)
    {
        var webhooks = api.MapGroup("/integrations/webhooks").WithTags(Tag).DescribesId("a webhook");
        webhooks.MapGet("", ListAsync).WithName("listWebhooks")
            .Needs(Permission.WebhooksRead, allConnections: true).Describes("Lists the caller's webhooks, oldest first.").Answers<ListAnswer<Webhook>>(200);
        webhooks.MapPost("", CreateAsync).WithName("createWebhook")
            .Needs(Permission.WebhooksManage, allConnections: true)
            .Describes("Creates a webhook, which receives the events from now on. Its secret is shown once, in this answer. The schema of each type of event is at /openapi/events/{type}.json.")
            .Answers<WebhookSecretAnswer>(201).Refuses(ProblemCodes.Invalid, WebhookProblems.AddressNotAllowed, ProblemCodes.TooMany).Idempotent();
        webhooks.MapGet("/{id}", GetAsync).WithName("getWebhook")
            .Needs(Permission.WebhooksRead, allConnections: true).Describes("Returns a webhook, without its secret.").Answers<Webhook>(200).Refuses(ProblemCodes.NotFound);
        webhooks.MapPatch("/{id}", UpdateAsync).WithName("updateWebhook")
            .Needs(Permission.WebhooksManage, allConnections: true).Describes("Changes a webhook. Enabling it resumes after the last event that was delivered: nothing is lost.")
            .Answers<Webhook>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound, WebhookProblems.AddressNotAllowed).HonorsIfMatch().Idempotent();
        webhooks.MapDelete("/{id}", DeleteAsync).WithName("deleteWebhook")
            .Needs(Permission.WebhooksManage, allConnections: true).Describes("Deletes a webhook and the log of its deliveries.")
            .Answers(204).Refuses(ProblemCodes.NotFound).HonorsIfMatch().Idempotent();
        webhooks.MapPost("/{id}/rotate-secret", RotateAsync).WithName("rotateWebhookSecret")
            .Needs(Permission.WebhooksManage, allConnections: true).Describes("Replaces the secret, which is shown once, in this answer. For 24 hours deliveries are also signed with the previous one.")
            .Answers<WebhookSecretAnswer>(200).Refuses(ProblemCodes.NotFound).Idempotent();
        webhooks.MapGet("/{id}/health", GetHealthAsync).WithName("getWebhookHealth")
            .Needs(Permission.WebhooksRead, allConnections: true).Describes("Returns how far the webhook has received the event log, and whether its endpoint fails.")
            .Answers<WebhookHealth>(200).Refuses(ProblemCodes.NotFound);
        MapDeliveries(webhooks);
    }

    private static void MapDeliveries(RouteGroupBuilder webhooks)
    {
        webhooks.MapGet("/{id}/deliveries", ListDeliveriesAsync).WithName("listWebhookDeliveries")
            .Needs(Permission.WebhooksRead, allConnections: true).Describes("Lists deliveries, newest first. They are kept for 30 days after their end.")
            .Takes(Status, EventType, After, Limit).Answers<WebhookDeliveryPage>(200).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound);
        webhooks.MapGet("/{id}/deliveries/{delivery_id}", GetDeliveryAsync).WithName("getWebhookDelivery").DescribesParameter("delivery_id", "The id of a delivery.")
            .Needs(Permission.WebhooksRead, allConnections: true).Describes("Returns a delivery with all of its attempts.").Answers<WebhookDeliveryDetail>(200).Refuses(ProblemCodes.NotFound);
        webhooks.MapPost("/{id}/replay", ReplayAsync).WithName("replayWebhook")
            .Needs(Permission.WebhooksManage, allConnections: true)
            .Describes("Delivers events again, with the webhook-id of the first delivery: those of deliveries, those after a position, or those of a period.")
            .Answers<WebhookReplay>(202).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound, ProblemCodes.TooMany, WebhookProblems.Disabled).Idempotent();
        webhooks.MapPost("/{id}/test", TestAsync).WithName("testWebhook")
            .Needs(Permission.WebhooksManage, allConnections: true).Describes("Delivers a signed sample once. Its seq is 0.")
            .Answers<WebhookDelivery>(202).Refuses(ProblemCodes.Invalid, ProblemCodes.NotFound, WebhookProblems.Disabled).Idempotent();
    }

    private static async Task<IResult> ListAsync(Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        new JsonAnswer<ListAnswer<Webhook>>(ListAnswer<Webhook>.From(await cluster.Webhooks(caller).ListAsync(cancellationToken)));

    private static async Task<IResult> CreateAsync(
        JsonBody<WebhookRequest> body, IdempotentOperation operation, HttpContext context, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (fields, request) = (body.Fields, body.Value);
        fields.Required("url", request.Url, MaxText);
        fields.Optional("description", request.Description, MaxText);
        if (fields.Any)
            return fields.ToAnswer();
        if (RefuseContents(caller, request.Include) is { } refusal)
            return refusal;
        return (await cluster.Webhooks(caller).CreateAsync(operation.Id, request, cancellationToken)).Answer(created =>
        {
            context.Response.Headers.Location = $"{context.Request.Path}/{created.Webhook.Id}";
            return new JsonAnswer<WebhookSecretAnswer>(WebhookSecretAnswer.From(created), StatusCodes.Status201Created);
        });
    }

    private static async Task<IResult> GetAsync(string id, Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        (await OnAsync(id, webhookId => cluster.Webhooks(caller).GetAsync(webhookId, cancellationToken))).Answer(found => new JsonAnswer<Webhook>(found) { Tagged = true });

    private static async Task<IResult> UpdateAsync(
        string id, JsonBody<WebhookChangesRequest> body, HttpContext context, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (fields, changes) = (body.Fields, body.Value);
        fields.Optional("url", changes.Url, MaxText);
        fields.Optional("description", changes.Description, MaxText);
        if (!fields.Any && changes is { Url: null, EventTypes: null, Description: null, Filter: null, Include: null, Enabled: null, Headers: null })
            fields.Add("url", "At least one of url, event_types, description, filter, include, enabled and headers is required.");
        if (fields.Any)
            return fields.ToAnswer();
        if (RefuseContents(caller, changes.Include) is { } refusal)
            return refusal;
        var (refused, expected) = await IfMatch.CheckAsync<Webhook>(context, () => GetAsync(id, caller, cluster, cancellationToken));
        if (refused is null && changes is { Url: not null, Include: null } && !CanRead(caller))
            (refused, expected) = await RefuseMoveAsync(id, expected, caller, cluster, cancellationToken);
        return refused
            ?? (await OnAsync(id, webhookId => cluster.Webhooks(caller).UpdateAsync(webhookId, changes, expected, cancellationToken)))
                .Answer(updated => new JsonAnswer<Webhook>(updated) { Tagged = true });
    }

    private static async Task<IResult> DeleteAsync(string id, HttpContext context, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (refused, expected) = await IfMatch.CheckAsync<Webhook>(context, () => GetAsync(id, caller, cluster, cancellationToken));
        return refused
            ?? (await OnAsync(id, webhookId => cluster.Webhooks(caller).DeleteAsync(webhookId, expected, cancellationToken))).Answer(_ => TypedResults.NoContent());
    }

    private static async Task<IResult> RotateAsync(
        string id, IdempotentOperation operation, Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        (await OnAsync(id, webhookId => cluster.Webhooks(caller).RotateAsync(webhookId, operation.Id, cancellationToken)))
            .Answer(rotated => new JsonAnswer<WebhookSecretAnswer>(WebhookSecretAnswer.From(rotated)));

    private static async Task<IResult> GetHealthAsync(string id, Caller caller, IClusterClient cluster, CancellationToken cancellationToken) =>
        (await OnAsync(id, webhookId => cluster.Webhooks(caller).GetHealthAsync(webhookId, cancellationToken))).Answer(health => new JsonAnswer<WebhookHealth>(health));

    private static async Task<IResult> ListDeliveriesAsync(string id, HttpContext context, Caller caller, IClusterClient cluster)
    {
        var query = new QueryReader(context.Request.Query);
        var wanted = new WebhookDeliveryQuery(query.Read(Status), query.Read(EventType), query.Read(After), query.Read(Limit));
        if (query.Errors.Any)
            return query.Errors.ToAnswer();
        return (await OnAsync(id, webhookId => cluster.Webhooks(caller).ListDeliveriesAsync(webhookId, wanted, context.RequestAborted)))
            .Answer(page => new JsonAnswer<WebhookDeliveryPage>(page));
    }

    private static async Task<IResult> GetDeliveryAsync(
        string id, [Microsoft.AspNetCore.Mvc.FromRoute(Name = "delivery_id")] string deliveryId, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        if (!PublicId.TryParse(deliveryId, out var parsed))
            return new ProblemAnswer(NoSuchDelivery);
        return (await OnAsync(id, webhookId => cluster.Webhooks(caller).GetDeliveryAsync(webhookId, parsed, cancellationToken)))
            .Answer(found => new JsonAnswer<WebhookDeliveryDetail>(CanReadEvents(caller) ? found : found with { Payload = null }));
    }

    private static async Task<IResult> ReplayAsync(
        string id, JsonBody<WebhookReplayRequest> body, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        if (body.Fields.Any)
            return body.Fields.ToAnswer();
        return (await OnAsync(id, webhookId => cluster.Webhooks(caller).ReplayAsync(webhookId, body.Value, cancellationToken)))
            .Answer(replay => new JsonAnswer<WebhookReplay>(replay, StatusCodes.Status202Accepted));
    }

    private static async Task<IResult> TestAsync(
        string id, JsonBody<WebhookTestRequest> body, IdempotentOperation operation, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        var (fields, request) = (body.Fields, body.Value);
        var type = fields.Required("type", request.Type, MaxText);
        var data = EventSamples.DataOf(type);
        if (!fields.Any && data is null)
            fields.Add("type", "This is not a type of event.");
        if (fields.Any)
            return fields.ToAnswer();
        return (await OnAsync(id, webhookId => cluster.Webhooks(caller).TestAsync(webhookId, operation.Id, type, data!, cancellationToken)))
            .Answer(added => new JsonAnswer<WebhookDelivery>(added, StatusCodes.Status202Accepted));
    }

    /// <summary>Refuses contents of messages to a key that cannot read them itself.</summary>
    private static ProblemAnswer? RefuseContents(Caller caller, IReadOnlyList<string>? include) =>
        include is { Count: > 0 } && !CanRead(caller)
            ? new ProblemAnswer(Refusal.From(ApiProblemCodes.MissingPermission, "Including parts of messages requires the permission mail:read."))
            : null;

    /// <summary>Refuses another address for the contents that a webhook includes.</summary>
    /// <param name="read">The webhook as the client read it; null if it did not say.</param>
    /// <returns>The refusal, or the webhook that includes nothing; the change must find that one.</returns>
    private static async Task<(IResult? Refused, Webhook? Checked)> RefuseMoveAsync(
        string id, Webhook? read, Caller caller, IClusterClient cluster, CancellationToken cancellationToken)
    {
        if (read is not null)
            return (RefuseContents(caller, read.Include), read);
        var found = await OnAsync(id, webhookId => cluster.Webhooks(caller).GetAsync(webhookId, cancellationToken));
        if (found.Value is not { } webhook)
            return (new ProblemAnswer(found.Problem!), null);
        return (RefuseContents(caller, webhook.Include), webhook);
    }

    // A key that manages webhooks can have events delivered to itself.
    private static bool CanReadEvents(Caller caller) => caller.Scopes is not { } scopes || (scopes & (Permission.EventsRead | Permission.WebhooksManage)) != 0;

    private static bool CanRead(Caller caller) => caller.Scopes is not { } scopes || (scopes & Permission.MailRead) != 0;

    private static async Task<Outcome<T>> OnAsync<T>(string id, Func<Guid, Task<Outcome<T>>> call)
        where T : class =>
        PublicId.TryParse(id, out var webhookId) ? await call(webhookId) : NoSuchWebhook;

    private static IWebhookGrain Webhooks(this IClusterClient cluster, Caller caller) => cluster.GetGrain<IWebhookGrain>(caller.Key);
}
