using EmailAgent.Api.Connections;
using EmailAgent.Api.Identity;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Outgoing;
using EmailAgent.Grains.Shares;

namespace EmailAgent.Api.Outgoing;

/// <summary>From a request to the outgoing messages that it may be about: those of the caller's own mailboxes, and of mailboxes shared for sending.</summary>
internal static class OutgoingScope
{
    private static readonly Problem NoSuchMail = new(ProblemCodes.NotFound, "There is no such outgoing message.");

    /// <summary>Finds the mailbox that a message is sent from.</summary>
    /// <returns>The mailbox as the only one that is visible; or null with the refusal. Of the caller's own mailboxes, the others are visible, too.</returns>
    public static (Visibility? Visible, ProblemAnswer? Refusal) FindSender(this Caller caller, string connectionId)
    {
        var (mailbox, refusal) = caller.FindMailbox(connectionId, MailboxAccess.Send);
        return mailbox is not { } found ? (null, refusal)
            : found.UserId == caller.UserId ? (caller.Sees, null)
            : (new Visibility(found.UserId, [found.ConnectionId]), null);
    }

    /// <summary>Finds the mailboxes of a list: all own ones, or only one.</summary>
    public static (Visibility? Visible, ProblemAnswer? Refusal) FindListed(this Caller caller, Guid? connectionId)
    {
        if (connectionId is not { } only)
            return (caller.Sees, null);
        var (mailbox, refusal) = caller.FindMailbox(only.ToString("N"), MailboxAccess.Send);
        return mailbox is { } found ? (new Visibility(found.UserId, [found.ConnectionId]), null) : (null, refusal);
    }

    /// <summary>Calls the grain of the owner whose message has the id.</summary>
    public static async Task<Outcome<OutgoingMail>> OnMailAsync(
        this IClusterClient cluster, Caller caller, string id, Func<IOutgoingGrain, Visibility, Guid, Task<Outcome<OutgoingMail>>> call)
    {
        if (!PublicId.TryParse(id, out var mailId))
            return NoSuchMail;
        foreach (var visible in Scopes(caller))
        {
            var outcome = await call(cluster.Outgoing(visible), visible, mailId);
            if (outcome.Problem?.Code != ProblemCodes.NotFound)
                return outcome;
        }

        return NoSuchMail;
    }

    public static IOutgoingGrain Outgoing(this IClusterClient cluster, Visibility visible) => cluster.GetGrain<IOutgoingGrain>(visible.UserId.ToString("N"));

    private static IEnumerable<Visibility> Scopes(Caller caller) => caller.Shared
        .Where(mailbox => mailbox.Access >= MailboxAccess.Send)
        .GroupBy(mailbox => mailbox.OwnerId)
        .Select(group => new Visibility(group.Key, [.. group.Select(mailbox => mailbox.ConnectionId)]))
        .Prepend(caller.Sees);
}
