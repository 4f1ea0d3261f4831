using EmailAgent.Grains.Access;
using EmailAgent.Grains.Events;

namespace EmailAgent.Grains.Webhooks;

/// <summary>Selects the events of a user's log that a webhook receives.</summary>
internal sealed class WebhookIntake(EventLog log, WebhookMessages messages)
{
    /// <summary>Events that are read at a time.</summary>
    private const int PageSize = 500;

    /// <summary>Reads the next events of the log.</summary>
    /// <returns>Those that are selected, and the position up to which events were considered.</returns>
    public async Task<(IReadOnlyList<LoggedEvent> Selected, long Position)> ReadAsync(
        Guid userId, WebhookSelection selection, long after, CancellationToken cancellationToken)
    {
        var entries = await log.ReadAsync(Visibility.OfAll(userId), after, [], PageSize, cancellationToken);
        if (entries.Count == 0)
            return ([], after);
        var ofMessages = WebhookFilters.NeedsMessages(selection) ? entries.ToDictionary(entry => entry.Seq, entry => WebhookFilters.MessageOf(entry.Data)) : [];
        var facts = await messages.FindFactsAsync(userId, [.. ofMessages.Values.OfType<Guid>().Distinct()], cancellationToken);
        return ([.. entries.Where(entry => WebhookFilters.Matches(selection, entry, FactsOf(entry)))], entries[^1].Seq);

        MessageFacts? FactsOf(LoggedEvent entry) => ofMessages.GetValueOrDefault(entry.Seq) is { } id ? facts.GetValueOrDefault(id) : null;
    }
}
