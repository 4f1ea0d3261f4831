using System.Globalization;
using EmailAgent.Delivery.Webhooks;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Events;
using EmailAgent.Providers.Webhooks;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Webhooks;

/// <summary>One attempt at a delivery: recorded, made, and judged.</summary>
internal sealed class WebhookSender(
    WebhookQueue queue, WebhookMessages messages, WebhookSecrets secrets, WebhookClient client, WebhookGate gate, WebhookSweep sweep, EventAnnouncer announcer,
    IOptions<WebhookOptions> options, TimeProvider time)
{
    private const string UserAgent = "EmailAgent-Webhooks/1";

    /// <summary>The time after which a request mostly waits for a slow endpoint, and leaves its place to others.</summary>
    private static readonly TimeSpan LongestPlace = TimeSpan.FromSeconds(1);

    /// <summary>Makes an attempt.</summary>
    /// <param name="stop">Abandons the attempt, which is then made again.</param>
    /// <returns>Null if it must not be made: the webhook was changed or disabled, or another worker serves it.</returns>
    public async Task<AttemptResult?> AttemptAsync(WebhookRow webhook, long epoch, WaitingDelivery delivery, CancellationToken stop)
    {
        var message = webhook.Include.Count > 0 && WebhookFilters.MessageOf(delivery.Data) is { } messageId
            ? await messages.FindAsync(webhook.Id.UserId, messageId, options.Value.LongestText, stop)
            : null;
        var body = WebhookBody.Write(delivery, message, webhook.Include);
        using var place = await gate.EnterAsync(webhook.Id.UserId, stop);
        // Before the attempt is recorded: secrets that cannot be decrypted must not add a row with each repetition.
        var post = PostOf(webhook, delivery, body);
        if (await queue.BeginAsync(webhook, epoch, delivery.Id, stop) is not { } number)
            return null;

        var begun = time.GetTimestamp();
        var reply = await PostAsync(post, place, stop);
        var result = WebhookSchedule.Judge(delivery, reply, time.GetElapsedTime(begun), time.GetUtcNow(), Random.Shared.NextDouble());
        WebhookMetrics.ReportAttempt(delivery.Kind, result);
        var entry = result.DisableFor is { } reason
            ? AuditTrail.Entry(webhook.Id.UserId, WebhookActions.Disable, $"webhook:{Ids.Format(webhook.Id.EndpointId)}", details: ("reason", reason))
            : null;
        // Not cancelled: the endpoint has received it.
        if (await queue.EndAsync(webhook.Id, delivery.Id, number, result, entry, CancellationToken.None))
        {
            await announcer.AnnounceAsync(webhook.Id.UserId);
            await sweep.WakeAsync();
        }

        return result;
    }

    private async Task<WebhookReply> PostAsync(WebhookPost post, IDisposable place, CancellationToken stop)
    {
        var posting = client.PostAsync(post, stop);
        using var ended = new CancellationTokenSource();
        await Task.WhenAny(posting, Task.Delay(LongestPlace, time, ended.Token));
        await ended.CancelAsync();
        place.Dispose();
        return await posting;
    }

    private WebhookPost PostOf(WebhookRow webhook, WaitingDelivery delivery, ReadOnlyMemory<byte> body)
    {
        var now = time.GetUtcNow();
        var id = WebhookBody.MessageId(webhook.Id.EndpointId, delivery.Id, delivery.Seq);
        var timestamp = now.ToUnixTimeSeconds();
        KeyValuePair<string, string>[] headers =
        [
            .. secrets.ReadHeaders(webhook.Headers),
            new("User-Agent", UserAgent),
            new("webhook-id", id),
            new("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture)),
            new("webhook-signature", WebhookSignature.Sign(secrets.ReadKeys(webhook, now), id, timestamp, body.Span)),
        ];
        return new WebhookPost(new Uri(webhook.Url), headers, body);
    }
}
