using EmailAgent.Api.Identity;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Drafts;
using EmailAgent.Grains.Shares;

namespace EmailAgent.Api.Drafts;

/// <summary>From a request to the drafts that it may be about: those of the caller's own mailboxes, and of mailboxes shared for sending.</summary>
internal static class DraftScope
{
    private static readonly Problem NoSuchDraft = new(ProblemCodes.NotFound, "There is no such draft.");

    /// <summary>Calls the grain of the owner whose draft has the id.</summary>
    public static async Task<Outcome<T>> OnDraftAsync<T>(
        this IClusterClient cluster, Caller caller, string id, Func<IDraftGrain, Visibility, Guid, Task<Outcome<T>>> call)
        where T : class
    {
        if (!PublicId.TryParse(id, out var draftId))
            return NoSuchDraft;
        foreach (var visible in Scopes(caller))
        {
            var outcome = await call(cluster.Drafts(visible), visible, draftId);
            if (outcome.Problem?.Code != ProblemCodes.NotFound)
                return outcome;
        }

        return NoSuchDraft;
    }

    public static IDraftGrain Drafts(this IClusterClient cluster, Visibility visible) => cluster.GetGrain<IDraftGrain>(visible.UserId.ToString("N"));

    private static IEnumerable<Visibility> Scopes(Caller caller) => caller.Shared
        .Where(mailbox => mailbox.Access >= MailboxAccess.Send)
        .GroupBy(mailbox => mailbox.OwnerId)
        .Select(group => new Visibility(group.Key, [.. group.Select(mailbox => mailbox.ConnectionId)]))
        .Prepend(caller.Sees);
}
