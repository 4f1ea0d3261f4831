using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Events;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Webhooks;

/// <summary>The choice of the events that a replay delivers again.</summary>
internal sealed class WebhookReplays(WebhookLog log, WebhookIntake intake, IOptions<WebhookOptions> options)
{
    /// <summary>Pages of the log that one request reads.</summary>
    private const int MostPages = 100;

    private static readonly Problem NoSuchDelivery = new(ProblemCodes.NotFound, "None of these is the id of a delivery of an event.", "ids");

    private Problem TooMany => new(
        ProblemCodes.TooMany, $"At most {options.Value.LargestReplay} replays of a webhook can wait at a time; retry after some of them are delivered.");

    /// <summary>Adds the replays that a request demands.</summary>
    public async Task<Outcome<WebhookReplay>> AddAsync(WebhookRow webhook, WebhookReplayRequest request, CancellationToken cancellationToken)
    {
        if (request.Ids is { } ids)
        {
            Guid[] wanted = [.. ids.Select(id => Ids.TryParse(id, out var parsed) ? parsed : Guid.Empty).Distinct()];
            var events = await log.FindEventsAsync(webhook.Id, wanted, cancellationToken);
            if (events.Count == 0)
                return NoSuchDelivery;
            return await AddAsync(webhook, [.. events.Select(entry => (entry.Seq, entry.Type))], nextAfter: null, cancellationToken);
        }

        var position = request.After ?? await log.FindPositionAsync(webhook.Id.UserId, request.From!.Value, cancellationToken);
        var (found, next) = await FindAsync(webhook, position, request.To, cancellationToken);
        return await AddAsync(webhook, [.. found.Select(entry => (entry.Seq, entry.Type))], next, cancellationToken);
    }

    /// <summary>
    /// Finds the selected events after a position, up to those that are not yet delivered for the first time, and as many as may wait at a time.
    /// </summary>
    private async Task<(List<LoggedEvent> Found, long? Next)> FindAsync(WebhookRow webhook, long position, DateTimeOffset? to, CancellationToken cancellationToken)
    {
        var room = options.Value.LargestReplay - await log.CountWaitingAsync(webhook.Id, cancellationToken);
        var found = new List<LoggedEvent>();
        for (var page = 0; position < webhook.Cursor; page++)
        {
            if (page == MostPages)
                return (found, position);
            var (selected, last) = await intake.ReadAsync(webhook.Id.UserId, webhook.Selection, position, cancellationToken);
            foreach (var entry in selected.Where(entry => entry.Seq <= webhook.Cursor))
            {
                if (entry.Timestamp > to)
                    return (found, null);
                if (found.Count >= room)
                    return (found, entry.Seq - 1);
                found.Add(entry);
            }

            if (last == position)
                break;
            position = last;
        }

        return (found, null);
    }

    private async Task<Outcome<WebhookReplay>> AddAsync(
        WebhookRow webhook, IReadOnlyList<(long Seq, string Type)> events, long? nextAfter, CancellationToken cancellationToken)
    {
        if (events.Count == 0)
            return new WebhookReplay(0, nextAfter);
        var entry = AuditTrail.Entry(
            webhook.Id.UserId,
            WebhookActions.Replay,
            $"webhook:{Ids.Format(webhook.Id.EndpointId)}",
            details: ("count", events.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        NewDelivery[] deliveries = [.. events.Select(one => new NewDelivery(Guid.CreateVersion7(), one.Seq, one.Type))];
        if (!await log.AddReplaysAsync(webhook.Id, deliveries, options.Value.LargestReplay, entry, cancellationToken))
            return TooMany;
        return new WebhookReplay(events.Count, nextAfter);
    }
}
