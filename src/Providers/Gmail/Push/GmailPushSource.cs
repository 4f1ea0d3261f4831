using System.Globalization;
using EmailAgent.Providers.Quota;
using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Gmail.Push;

/// <summary>Gmail's pushes: users.watch asks for them, Pub/Sub brings them.</summary>
internal sealed class GmailPushSource(GmailClients clients, PushAuthority authority, IOptions<GmailOptions> options) : IPushSource
{
    private const int MostChanges = 1_000;

    public string Provider => GmailProvider.Descriptor.Name;

    public bool HasTopic => !string.IsNullOrEmpty(options.Value.PushTopic);

    /// <summary>Reads and judges a push. Its form is judged first, which costs nothing, while a signature may require Google's keys.</summary>
    public async Task<PushVerdict> ReadAsync(PushRequest request, CancellationToken cancellationToken)
    {
        if (request.Body.Length > PushBody.MaxBytes || PushBody.Read(request.Body) is not { } notice)
            return new PushVerdict(PushJudgement.Malformed);
        var judgement = await authority.JudgeAsync(request, cancellationToken).ConfigureAwait(false);
        return new PushVerdict(judgement, judgement == PushJudgement.Accepted ? notice : null);
    }

    public async Task<PushWatch> WatchAsync(MailboxAccount account, PushWish wish, CancellationToken cancellationToken)
    {
        var topic = wish.Topic ?? options.Value.PushTopic ?? throw new ProviderException(ProviderFailure.Refused, "No Pub/Sub topic is configured (Gmail:PushTopic), and none was named.");
        var watch = await Open(account).WatchAsync(topic, wish.Labels, wish.Excludes ? LabelFilter.Exclude : LabelFilter.Include, cancellationToken).ConfigureAwait(false);
        return long.TryParse(watch.Expiration, NumberStyles.None, CultureInfo.InvariantCulture, out var expiration)
            && expiration is > 0 and < 253_402_000_000_000
                ? new PushWatch(watch.HistoryId, DateTimeOffset.FromUnixTimeMilliseconds(expiration))
                : throw new ProviderException(ProviderFailure.Protocol, "Gmail did not say until when it pushes.");
    }

    public Task StopAsync(MailboxAccount account, CancellationToken cancellationToken) => Open(account).StopAsync(cancellationToken);

    public async Task<PushHistory?> ReadHistoryAsync(MailboxAccount account, string since, CancellationToken cancellationToken)
    {
        var pages = await Open(account).ListHistoryAsync(since, QuotaPriority.Person, cancellationToken).ConfigureAwait(false);
        if (pages is null)
            return null;
        var changes = pages.SelectMany(page => page.History ?? []).SelectMany(ToChanges).Take(MostChanges + 1).ToList();
        return new PushHistory([.. changes.Take(MostChanges)], pages[^1].HistoryId, changes.Count <= MostChanges);
    }

    private static IEnumerable<PushChange> ToChanges(GmailHistory entry) =>
    [
        .. Changes(entry, "message_added", entry.MessagesAdded),
        .. Changes(entry, "message_deleted", entry.MessagesDeleted),
        .. Changes(entry, "label_added", entry.LabelsAdded),
        .. Changes(entry, "label_removed", entry.LabelsRemoved),
    ];

    private static IEnumerable<PushChange> Changes(GmailHistory entry, string kind, IReadOnlyList<GmailMessageChange>? changes) =>
        (changes ?? []).Select(change => new PushChange(entry.Id, kind, change.Message.Id, change.LabelIds ?? []));

    private GmailClient Open(MailboxAccount account) => account.Credentials is TokenCredentials { Tokens: var tokens }
        ? clients.Open(GmailAccountSettings.Parse(account.Settings).Email, tokens)
        : throw new ArgumentException("A Gmail mailbox is opened with tokens.", nameof(account));
}
