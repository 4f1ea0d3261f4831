using EmailAgent.Api.Identity;
using EmailAgent.Api.Problems;
using EmailAgent.Grains.Connections;

namespace EmailAgent.Api.Connections;

/// <summary>From an id in a request to the grain of the caller's own mailbox with that id.</summary>
internal static class Mailboxes
{
    public static readonly ProblemAnswer NotFound = new(Refusal.NotFound("connection"));

    /// <returns>Null for a text that is no id, and for a mailbox that the caller does not see; whether there is such a mailbox, the grain says.</returns>
    public static IMailboxGrain? FindMailbox(this IClusterClient cluster, Caller caller, string connectionId) =>
        Guid.TryParseExact(connectionId, "N", out var id) && caller.Sees.Includes(id) ? cluster.GetGrain<IMailboxGrain>(new MailboxId(caller.UserId, id).ToString()) : null;
}
