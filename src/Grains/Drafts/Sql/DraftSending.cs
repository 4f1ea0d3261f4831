using EmailAgent.Grains.Outgoing;
using Npgsql;

namespace EmailAgent.Grains.Drafts;

/// <summary>Has a draft follow the outgoing message that it is sent as: held while it is to be sent, removed once it is sent, free again if it is not.</summary>
internal sealed class DraftSending(DraftWriter writer, TimeProvider time) : IOutgoingParticipant
{
    public async Task<bool> AdmitsAsync(NpgsqlConnection connection, OutgoingRow mail, CancellationToken cancellationToken) =>
        mail.DraftId is not { } id
        || await DraftWriter.LockAsync(connection, mail.UserId, id, cancellationToken).ConfigureAwait(false) is not { } draft
        || draft.HeldBy == mail.Id; // Composing can take longer than the hold.

    public async Task FollowAsync(NpgsqlConnection connection, OutgoingRow mail, CancellationToken cancellationToken)
    {
        if (mail.DraftId is not { } id || await DraftWriter.LockAsync(connection, mail.UserId, id, cancellationToken).ConfigureAwait(false) is not { } draft)
            return;
        if (draft.HeldBy != mail.Id || draft.DeletedAt is not null)
            return;
        if (Follow(draft, mail.State, time.GetUtcNow()) is { } changed)
            await writer.UpdateAsync(connection, changed, cancellationToken).ConfigureAwait(false);
    }

    /// <returns>Null to leave the draft as it is.</returns>
    private static DraftRow? Follow(DraftRow draft, string state, DateTimeOffset now)
    {
        var isAsSent = draft.Revision == draft.HeldRevision;
        return state switch
        {
            // What another mail client has saved meanwhile was not sent.
            OutgoingStates.Sent => isAsSent ? DraftPolicy.Deleted(draft, now) : draft with { HeldUntil = now },
            OutgoingStates.Cancelled or OutgoingStates.Failed or OutgoingStates.Unknown => draft with { HeldUntil = now },
            _ => isAsSent && draft.HeldUntil is not null ? draft with { HeldUntil = null } : null,
        };
    }
}
