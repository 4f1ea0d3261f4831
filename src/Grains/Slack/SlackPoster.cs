using EmailAgent.Grains.Access;
using EmailAgent.Grains.Events;
using EmailAgent.Grains.Identity;
using EmailAgent.Grains.Jobs;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Webhooks;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Slack;

/// <summary>
/// Posts the received mail of a user that is selected, from the position in the event log up to which everything was posted. A process that dies after a
/// post and before it is recorded posts the same mail again.
/// </summary>
internal sealed class SlackPoster(
    SlackStore store, SlackMailReader mail, SlackClient client, EventLog log, IOptions<AccountOptions> accounts, TimeProvider time) : IJobHandler
{
    /// <summary>The kind of these jobs.</summary>
    public const string Name = "slack.post";

    private const int AtOnce = 500;

    /// <summary>The longest wait of mail for its analysis.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public string Kind => Name;

    public JobPolicy Policy { get; } = new() { Concurrency = 8, PerUser = 1 };

    public static NewJob Of(Guid userId) => new(Name, userId, "") { DedupeKey = "post" };

    public async Task RunAsync(Job job, CancellationToken cancellationToken)
    {
        if (job.UserId is not { } userId)
            throw new JobException("The job names no user.") { IsFinal = true };
        while (await store.FindActiveAsync(userId, cancellationToken) is { Enabled: true } row && row.State != SlackStates.Refused && row.DueAt <= time.GetUtcNow())
        {
            if (SlackPolicy.QuietUntil(row.Settings.QuietHours, time.GetUtcNow()) is { } end)
            {
                await store.PostponeAsync(row, end, cancellationToken);
                return;
            }

            if (!await PostNextAsync(row, cancellationToken))
                return;
        }
    }

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> PostNextAsync(SlackRow row, CancellationToken cancellationToken)
    {
        var entries = await log.ReadAsync(Visibility.OfAll(row.UserId), row.Cursor, [], AtOnce, cancellationToken);
        var (selected, position) = await SelectAsync(row, entries, cancellationToken);
        if (position == row.Cursor)
            return false;
        if (selected.Count > 0)
        {
            var outcome = await client.PostAsync(row, SlackPost.Of(selected, row.Settings.IncludePreview ?? true, accounts.Value.PublicUrl), cancellationToken);
            if (outcome.State != SlackStates.Working)
            {
                await store.FailAsync(row, outcome, time.GetUtcNow() + SlackPolicy.RetryAfter(row.Failures + 1, outcome.RetryAfter), cancellationToken);
                return false;
            }
        }

        await store.AdvanceAsync(row, position, selected.Count > 0, cancellationToken);
        return entries.Count == AtOnce;
    }

    /// <returns>The mail to post, newest first, and the position up to which events were considered.</returns>
    private async Task<(IReadOnlyList<SlackMail> Selected, long Position)> SelectAsync(SlackRow row, IReadOnlyList<LoggedEvent> entries, CancellationToken cancellationToken)
    {
        var received = entries.Where(entry => entry.Type == MailEvents.Received).ToDictionary(entry => entry.Seq, entry => WebhookFilters.MessageOf(entry.Data) ?? Guid.Empty);
        var known = await mail.ReadAsync(row.UserId, [.. received.Values], cancellationToken);
        var rules = row.Settings.Rules ?? [];
        var (selected, position, now) = (new List<SlackMail>(), row.Cursor, time.GetUtcNow());
        foreach (var entry in entries)
        {
            if (received.TryGetValue(entry.Seq, out var id) && known.TryGetValue(id, out var message))
            {
                if (message.Category is null && SlackPolicy.NeedsAnalysis(rules) && now - entry.Timestamp < Patience)
                    break;
                if (SlackPolicy.Selects(rules, message))
                    selected.Insert(0, message);
            }

            position = entry.Seq;
        }

        return (selected, position);
    }
}
