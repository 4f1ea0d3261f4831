using EmailAgent.Api.Identity;
using EmailAgent.Api.Problems;
using EmailAgent.Grains;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Identity;
using EmailAgent.Grains.Shares;

namespace EmailAgent.Api.Connections;

/// <summary>From an id in a request to the caller's own mailbox with that id, or one that is shared with the caller.</summary>
internal static class Mailboxes
{
    public static readonly ProblemAnswer NotFound = new(Refusal.NotFound("connection"));

    /// <summary>
    /// Finds the mailbox with an id. An invalid id, or a mailbox that the caller does not see, is not found; the grain of an own mailbox
    /// reports whether it exists.
    /// </summary>
    /// <returns>The mailbox; or null with the refusal.</returns>
    public static (MailboxId? Id, ProblemAnswer? Refusal) FindMailbox(this Caller caller, string connectionId, MailboxAccess needed)
    {
        if (!PublicId.TryParse(connectionId, out var id))
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

    /// <summary>Indicates whether the caller sees the only mailbox that a request is about; true when it is about all.</summary>
    public static async ValueTask<bool> KnowsAsync(this IClusterClient cluster, Caller caller, Guid? connectionId, CancellationToken cancellationToken)
    {
        if (connectionId is null)
            return true;
        var sees = caller.LooksOnly(connectionId);
        return (await cluster.GetGrain<IUserGrain>(sees.UserId.ToString("N")).ListConnectionsAsync(sees, cancellationToken)).Count > 0;
    }

    /// <summary>Returns the refusal of a request that requires a higher access than the caller has to the mailbox.</summary>
    public static Problem TooLow(MailboxAccess needed, MailboxAccess given) => new(
        ShareProblems.AccessTooLow,
        needed == MailboxAccess.Owner
            ? "Only the owner of this mailbox can do that."
            : $"This needs the access {Name(needed)} to the mailbox; it is shared with you with {Name(given)}.");

    private static string Name(MailboxAccess access) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName($"{access}");
}
