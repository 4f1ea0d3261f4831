using System.Globalization;
using EmailAgent.Delivery.Webhooks;
using EmailAgent.Grains.Audit;
using EmailAgent.Providers.Webhooks;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Webhooks;

[StatelessWorker, Reentrant]
internal sealed class WebhookGrain(
    WebhookStore store, WebhookLog log, WebhookReplays replays, WebhookSecrets secrets, WebhookClient client, IOptions<WebhookOptions> options, TimeProvider time)
    : Grain, IWebhookGrain
{
    private static readonly Problem NoSuchWebhook = new(ProblemCodes.NotFound, "There is no such webhook.");
    private static readonly Problem NoSuchDelivery = new(ProblemCodes.NotFound, "There is no such delivery.");
    private static readonly Problem NoSuchPage = new(ProblemCodes.Invalid, "The value is not a next_after of an earlier page.", "after");
    private static readonly Problem IsDisabled = new(WebhookProblems.Disabled, "The webhook is disabled; enable it first.");

    private Guid UserId => Guid.ParseExact(this.GetPrimaryKeyString(), "N");

    public async Task<IReadOnlyList<Webhook>> ListAsync(CancellationToken cancellationToken)
    {
        var rows = await store.ListAsync(UserId, cancellationToken);
        return [.. rows.Select(row => row.ToWebhook(time.GetUtcNow()))];
    }

    public async Task<Outcome<Webhook>> GetAsync(Guid id, CancellationToken cancellationToken) =>
        await store.FindAsync(IdOf(id), cancellationToken) is { } row ? row.ToWebhook(time.GetUtcNow()) : NoSuchWebhook;

    public async Task<Outcome<WebhookWithSecret>> CreateAsync(Guid id, WebhookRequest request, CancellationToken cancellationToken)
    {
        var changes = new WebhookChangesRequest(
            request.Url, request.EventTypes, request.Description, request.Filter, request.Include, request.Enabled, request.Headers);
        if (WebhookPolicy.Check(changes) is { } invalid)
            return invalid;
        if (await client.CheckAsync(request.Url, cancellationToken) is { } fault)
            return WebhookPolicy.ToProblem(fault);
        var keys = WebhookKeys.Create(request.Asymmetric == true);
        var now = time.GetUtcNow();
        var empty = new WebhookRow(
            IdOf(id), request.Url, Description: null, WebhookPolicy.ToSelection(request.EventTypes, filter: null), [], [], [], secrets.Protect(keys), [], PreviousUntil: null,
            keys.PublicKey, Enabled: true, DisabledReason: null, DisabledAt: null, Cursor: 0, now, now);
        var limit = options.Value.PerUser;
        if (!await store.CreateAsync(Apply(empty, changes), limit, Entry(WebhookActions.Create, id), cancellationToken)
            && await store.FindAsync(IdOf(id), cancellationToken) is null)
        {
            return new Problem(ProblemCodes.TooMany, $"The limit of {limit} webhooks is reached; delete one first.");
        }

        Resume(id);
        return await ShowAsync(id, cancellationToken);
    }

    public async Task<Outcome<Webhook>> UpdateAsync(Guid id, WebhookChangesRequest changes, Webhook? expected, CancellationToken cancellationToken)
    {
        if (WebhookPolicy.Check(changes) is { } invalid)
            return invalid;
        if (await store.FindAsync(IdOf(id), cancellationToken) is not { } row)
            return NoSuchWebhook;
        if (changes.Url is { } url && await client.CheckAsync(url, cancellationToken) is { } fault)
            return WebhookPolicy.ToProblem(fault);
        // What was read above is what is changed: of two changes at the same moment, the later one is refused.
        if (!await store.UpdateAsync(Apply(row, changes), expected?.UpdatedAt ?? row.UpdatedAt, Entry(WebhookActions.Change, id), cancellationToken))
            return Problem.Changed;
        Resume(id);
        return await GetAsync(id, cancellationToken);
    }

    public async Task<Outcome<Done>> DeleteAsync(Guid id, Webhook? expected, CancellationToken cancellationToken)
    {
        if (!await store.DeleteAsync(IdOf(id), expected?.UpdatedAt, Entry(WebhookActions.Delete, id), cancellationToken))
            return await store.FindAsync(IdOf(id), cancellationToken) is null ? NoSuchWebhook : Problem.Changed;
        Resume(id);
        return Done.Value;
    }

    public async Task<Outcome<WebhookWithSecret>> RotateAsync(Guid id, Guid rotationId, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(IdOf(id), cancellationToken) is not { } row)
            return NoSuchWebhook;
        var keys = WebhookKeys.Create(row.PublicKey is not null);
        var until = time.GetUtcNow() + options.Value.RotationOverlap;
        await store.RotateAsync(row.Id, rotationId, secrets.Protect(keys), keys.PublicKey, until, Entry(WebhookActions.Rotate, id), cancellationToken);
        return await ShowAsync(id, cancellationToken);
    }

    public async Task<Outcome<WebhookHealth>> GetHealthAsync(Guid id, CancellationToken cancellationToken) =>
        await log.FindHealthAsync(IdOf(id), cancellationToken) is { } health ? health : NoSuchWebhook;

    public async Task<Outcome<WebhookDeliveryPage>> ListDeliveriesAsync(Guid id, WebhookDeliveryQuery query, CancellationToken cancellationToken)
    {
        long before = 0;
        if (query.After is not null && !long.TryParse(query.After, NumberStyles.None, CultureInfo.InvariantCulture, out before))
            return NoSuchPage;
        if (await store.FindAsync(IdOf(id), cancellationToken) is null)
            return NoSuchWebhook;
        var found = await log.ListAsync(IdOf(id), query, query.After is null ? null : before, cancellationToken);
        var next = found.Count < query.Limit ? null : found[^1].Number.ToString(CultureInfo.InvariantCulture);
        return new WebhookDeliveryPage([.. found.Select(one => one.Delivery)], next);
    }

    public async Task<Outcome<WebhookDeliveryDetail>> GetDeliveryAsync(Guid id, Guid deliveryId, CancellationToken cancellationToken) =>
        await log.FindAsync(IdOf(id), deliveryId, cancellationToken) is { } found ? found : NoSuchDelivery;

    public async Task<Outcome<WebhookReplay>> ReplayAsync(Guid id, WebhookReplayRequest request, CancellationToken cancellationToken)
    {
        if (WebhookPolicy.Check(request) is { } invalid)
            return invalid;
        if (await store.FindAsync(IdOf(id), cancellationToken) is not { } row)
            return NoSuchWebhook;
        if (!row.Enabled)
            return IsDisabled;
        var outcome = await replays.AddAsync(row, request, cancellationToken);
        Resume(id);
        return outcome;
    }

    public async Task<Outcome<WebhookDelivery>> TestAsync(Guid id, Guid deliveryId, string type, string data, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(IdOf(id), cancellationToken) is not { } row)
            return NoSuchWebhook;
        if (!row.Enabled)
            return IsDisabled;
        await log.AddTestAsync(row.Id, deliveryId, type, data, Entry(WebhookActions.Test, id), cancellationToken);
        Resume(id);
        return await log.FindAsync(row.Id, deliveryId, cancellationToken) is { } added ? added.Delivery : NoSuchDelivery;
    }

    private WebhookRow Apply(WebhookRow row, WebhookChangesRequest changes)
    {
        var filter = changes.Filter ?? row.ToWebhook(time.GetUtcNow()).Filter;
        return row with
        {
            Url = changes.Url ?? row.Url,
            Description = changes.Description is null ? row.Description : WebhookPolicy.Tidy(changes.Description),
            Selection = WebhookPolicy.ToSelection(changes.EventTypes ?? row.Selection.EventTypes, filter),
            Include = changes.Include is { } include ? [.. include.Distinct(StringComparer.Ordinal)] : row.Include,
            Enabled = changes.Enabled ?? row.Enabled,
            HeaderNames = changes.Headers is { } headers ? [.. headers.Select(header => header.Name)] : row.HeaderNames,
            Headers = changes.Headers is { } fields ? secrets.Protect(fields) : row.Headers,
        };
    }

    private async Task<Outcome<WebhookWithSecret>> ShowAsync(Guid id, CancellationToken cancellationToken) =>
        await store.FindAsync(IdOf(id), cancellationToken) is { } row
            ? new WebhookWithSecret(row.ToWebhook(time.GetUtcNow()), secrets.ReadKeys(row.Secret).Secret)
            : NoSuchWebhook;

    // The change is stored, and a failure here must not make a client repeat it. The sweep finds what is to be done.
    private void Resume(Guid id) => GrainFactory.GetGrain<IWebhookEndpointGrain>(IdOf(id).ToString()).ResumeAsync().Ignore();

    private WebhookId IdOf(Guid id) => new(UserId, id);

    private AuditEntry Entry(string action, Guid id) => AuditTrail.Entry(UserId, action, $"webhook:{Ids.Format(id)}");
}
