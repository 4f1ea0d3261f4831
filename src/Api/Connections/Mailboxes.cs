using EmailAgent.Api.Identity;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Shares;

namespace EmailAgent.Api.Connections;

/// <summary>From an id in a request to the caller's own mailbox with that id, or one that is shared with the caller.</summary>
internal static class Mailboxes
{
    public static readonly ProblemAnswer NotFound = new(Refusal.NotFound("connection"));

    /// <summary>Nothing is found for a text that is no id, and for a mailbox that the caller does not see; whether there is such an own one, its grain says.</summary>
    /// <returns>The mailbox; or null and why not.</returns>
    public static (MailboxId? Id, ProblemAnswer? Refusal) FindMailbox(this Caller caller, string connectionId, MailboxAccess needed)
    {
        if (!Guid.TryParseExact(connectionId, "N", out var id))
            return (null, NotFound);
        if (caller.FindShared(id) is { } shared)
            return shared.Access >= needed ? (new MailboxId(shared.OwnerId, id), null) : (null, new ProblemAnswer(TooLow(needed, shared.Access)));
        return caller.Sees.Includes(id) ? (new MailboxId(caller.UserId, id), null) : (null, NotFound);
    }

    /// <inheritdoc cref="FindMailbox(Caller, string, MailboxAccess)"/>
    public static (IMailboxGrain? Mailbox, ProblemAnswer? Refusal) FindMailbox(this IClusterClient cluster, Caller caller, string connectionId, MailboxAccess needed)
    {
        var (id, refusal) = caller.FindMailbox(connectionId, needed);
        return (id is { } found ? cluster.GetGrain<IMailboxGrain>(found.ToString()) : null, refusal);
    }

    /// <summary>Why something cannot be done with a mailbox that the caller may use for less.</summary>
    public static Problem TooLow(MailboxAccess needed, MailboxAccess given) => new(
        ProblemCodes.AccessTooLow,
        needed == MailboxAccess.Owner
            ? "Only the owner of this mailbox can do that."
            : $"This needs the access {Name(needed)} to the mailbox; it is shared with you with {Name(given)}.");

    private static string Name(MailboxAccess access) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName($"{access}");
}
