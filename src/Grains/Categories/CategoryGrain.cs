using System.Globalization;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Events;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Categories;

[StatelessWorker, Reentrant]
internal sealed class CategoryGrain(
    CategoryStore store,
    SenderMail mail,
    UnsubscriptionStore unsubscriptions,
    Unsubscriber unsubscriber,
    ArchiveRequests archiving,
    EventAnnouncer announcer,
    TimeProvider time) : Grain, ICategoryGrain
{
    private const string Unverified = "The sender is not verified, so nothing was sent. Open the address only if you trust it.";

    private static readonly Problem NoSuchMessage = new(ProblemCodes.NotFound, "There is no such message.");
    private static readonly Problem NoSuchSender = new(ProblemCodes.NotFound, "There is no mail from this sender.");
    private static readonly Problem NoSuchCategory = new(ProblemCodes.Invalid, "There is no such category.", "category");

    private static readonly Problem CannotUnsubscribe = new(
        CategoryProblems.CannotUnsubscribe, "The mail of this sender contains no way to unsubscribe. Archive it, or move it to spam.");

    private Guid UserId => Guid.ParseExact(this.GetPrimaryKeyString(), "N");

    public async Task<IReadOnlyList<CategoryCount>> ListAsync(Visibility visible, CancellationToken cancellationToken)
    {
        var counts = (await store.CountAsync(Own(visible), cancellationToken)).ToDictionary(count => count.Category, StringComparer.Ordinal);
        return [.. CategoryNames.All.Select(category => counts.GetValueOrDefault(category) ?? new CategoryCount(category, 0, 0))];
    }

    public async Task<Outcome<Done>> SetAsync(Visibility visible, string emailId, string category, CancellationToken cancellationToken)
    {
        if (!CategoryNames.All.Contains(category))
            return NoSuchCategory;
        if (!Ids.TryParse(emailId, out var id) || await store.SetAsync(Own(visible), id, category, cancellationToken) is not { } hasChanged)
            return NoSuchMessage;
        if (hasChanged)
            await announcer.AnnounceAsync(UserId);
        return Done.Value;
    }

    public async Task<Outcome<Unsubscription>> UnsubscribeAsync(Visibility visible, Guid id, string address, bool canSend, CancellationToken cancellationToken)
    {
        if (await unsubscriptions.FindAsync(UserId, id, cancellationToken) is { } earlier)
            return earlier;
        var (sees, sender) = (Own(visible), SenderMail.Key(address));
        if (await mail.FindOfferAsync(sees, sender, cancellationToken) is not { } offer)
            return await mail.HasAnyAsync(sees, sender, cancellationToken) ? CannotUnsubscribe : NoSuchSender;
        if (UnsubscribePolicy.Choose(offer, canSend) is not { } plan)
            return CannotUnsubscribe;

        var (state, detail) = plan.Method == UnsubscriptionMethods.Link
            ? (UnsubscriptionStates.NeedsUser, offer.IsAuthenticated == false ? Unverified : "Open the address to unsubscribe.")
            : (UnsubscriptionStates.Sending, "The request is on its way.");
        var entry = AuditTrail.Entry(UserId, CategoryActions.Unsubscribe, $"unsubscription:{Ids.Format(id)}", details: [("connection", Ids.Format(offer.ConnectionId)), ("method", plan.Method)]);
        if (await unsubscriptions.BeginAsync(UserId, id, sender, offer, plan, state, detail, entry, cancellationToken) && state == UnsubscriptionStates.Sending)
            await AttemptAsync(sees, id, offer, plan);
        return (await unsubscriptions.FindAsync(UserId, id, cancellationToken))!;
    }

    public async Task<Outcome<SenderArchiving>> ArchiveAllAsync(Visibility visible, string address, CancellationToken cancellationToken)
    {
        var (sees, sender) = (Own(visible), SenderMail.Key(address));
        if (!await mail.HasAnyAsync(sees, sender, cancellationToken))
            return NoSuchSender;
        var count = await mail.CountInboxAsync(sees, sender, cancellationToken);
        if (count > 0)
        {
            var entry = AuditTrail.Entry(UserId, CategoryActions.ArchiveAll, details: ("messages", count.ToString(CultureInfo.InvariantCulture)));
            await archiving.AddAsync(SenderArchiver.Of(sees, sender, time.GetUtcNow()), entry, cancellationToken);
        }

        return new SenderArchiving(sender, count);
    }

    /// <summary>Makes the attempt to its end, also if the caller leaves meanwhile, and stores its outcome.</summary>
    private async Task AttemptAsync(Visibility visible, Guid id, UnsubscribeOffer offer, UnsubscribePlan plan)
    {
        var outcome = await unsubscriber.AttemptAsync(visible, id, offer.ConnectionId, plan, CancellationToken.None);
        await unsubscriptions.EndAsync(UserId, id, outcome, CancellationToken.None);
    }

    // Of no other user, regardless of the request.
    private Visibility Own(Visibility visible) => visible with { UserId = UserId };
}
