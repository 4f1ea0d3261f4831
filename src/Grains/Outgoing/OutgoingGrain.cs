using EmailAgent.Grains.Access;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Events;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Outgoing;

[StatelessWorker, Reentrant]
internal sealed class OutgoingGrain(
    OutgoingIntake intake, OutgoingStore store, OutgoingReader reader, EventAnnouncer announcer, AuditTrail trail, TimeProvider time) : Grain, IOutgoingGrain
{
    private static readonly Problem NoSuchMail = new(ProblemCodes.NotFound, "There is no such outgoing message.");
    private static readonly Problem NoSuchPage = new(ProblemCodes.Invalid, "The value is not a next_after of an earlier page.", "after");

    private Guid UserId => Guid.ParseExact(this.GetPrimaryKeyString(), "N");

    public async Task<Outcome<OutgoingMail>> SendAsync(OutgoingOrder order, CancellationToken cancellationToken)
    {
        // Composing reads attachments, and may take long: not on the scheduler of this grain.
        var userId = UserId;
        var outcome = await Task.Run(() => intake.AddAsync(userId, order, cancellationToken), cancellationToken);
        if (outcome.Value is not { } mail)
            return outcome.Problem!;
        Announce(mail);
        return mail.ToMail();
    }

    public async Task<Outcome<OutgoingPage>> ListAsync(
        Visibility visible, string? state, bool byTime, string? after, int limit, CancellationToken cancellationToken)
    {
        Guid before = default;
        if (after is not null && !Ids.TryParse(after, out before))
            return NoSuchPage;
        var mails = await reader.ListAsync(visible with { UserId = UserId }, state, byTime, after is null ? null : before, limit, cancellationToken);
        return new OutgoingPage([.. mails.Select(mail => mail.ToMail())], mails.Count < limit ? null : Ids.Format(mails[^1].Id));
    }

    public async Task<Outcome<OutgoingMail>> GetAsync(Visibility visible, Guid id, CancellationToken cancellationToken) =>
        await FindAsync(visible, id, cancellationToken) is { } mail ? mail.ToMail() : NoSuchMail;

    public async Task<Outcome<OutgoingMail>> CancelAsync(Visibility visible, Guid id, OutgoingMail? expected, CancellationToken cancellationToken)
    {
        if (await FindAsync(visible, id, cancellationToken) is not { } mail)
            return NoSuchMail;
        var now = time.GetUtcNow();
        var changed = await store.ChangeAsync(
            UserId,
            id,
            current => OutgoingPolicy.IsCancellable(current) && current.IsAs(expected) ? current with { State = OutgoingStates.Cancelled, EndedAt = now } : null,
            Entry(mail, OutgoingActions.Cancel),
            cancellationToken);
        if (changed is { IsChanged: false, Mail.State: not OutgoingStates.Cancelled })
            await trail.RecordAsync(Entry(changed.Mail, OutgoingActions.Cancel, AuditOutcome.Refused), cancellationToken);
        return Answer(changed, "cancelled", expected, isDone: current => current.State == OutgoingStates.Cancelled);
    }

    public async Task<Outcome<OutgoingMail>> ChangeAsync(
        Visibility visible, Guid id, Guid actorId, ScheduleChanges changes, OutgoingMail? expected, CancellationToken cancellationToken)
    {
        if (await FindAsync(visible, id, cancellationToken) is not { } mail)
            return NoSuchMail;
        if (!mail.IsAs(expected))
            return Problem.Changed;
        if (mail.State != OutgoingStates.Scheduled)
            return TooLate(mail, "changed");
        var mailboxes = visible with { UserId = mail.UserId };
        var outcome = await Task.Run(() => intake.ChangeAsync(mailboxes, mail, actorId, changes, expected, cancellationToken), cancellationToken);
        return outcome.Value is { } changed ? Answer(changed, "changed", expected, isDone: _ => false) : outcome.Problem!;
    }

    public async Task<Outcome<OutgoingMail>> RetryAsync(Visibility visible, Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(visible, id, cancellationToken) is not { } mail)
            return NoSuchMail;
        var now = time.GetUtcNow();
        var changed = await store.ChangeAsync(UserId, id, current => OutgoingPolicy.Retried(current, now), Entry(mail, OutgoingActions.Retry), cancellationToken);
        return Answer(changed, "sent again", expected: null, isDone: _ => false);
    }

    private Task<OutgoingRow?> FindAsync(Visibility visible, Guid id, CancellationToken cancellationToken) =>
        reader.FindAsync(visible with { UserId = UserId }, id, cancellationToken);

    /// <param name="changed">The result.</param>
    /// <param name="action">The participle of what was requested.</param>
    /// <param name="expected">The message as the caller read it; null if that does not matter.</param>
    /// <param name="isDone">Indicates whether an unchanged message is already as requested.</param>
    private Outcome<OutgoingMail> Answer(OutgoingChanged? changed, string action, OutgoingMail? expected, Func<OutgoingRow, bool> isDone)
    {
        if (changed is null)
            return NoSuchMail;
        if (changed.IsChanged)
            Announce(changed.Mail);
        return changed.IsChanged || isDone(changed.Mail) ? changed.Mail.ToMail()
            : changed.Mail.IsAs(expected) ? TooLate(changed.Mail, action)
            : Problem.Changed;
    }

    // The change is stored, and a failure here must not make a client repeat it. The sweep finds what is due.
    private void Announce(OutgoingRow mail)
    {
        GrainFactory.GetGrain<IMailboxGrain>(mail.Mailbox.ToString()).WakeOutgoingAsync().Ignore();
        announcer.AnnounceAsync(UserId).Ignore();
    }

    private static Problem TooLate(OutgoingRow mail, string action) =>
        new(OutgoingProblems.TooLate, $"The message can no longer be {action}: its state is {mail.State}.");

    private static AuditEntry Entry(OutgoingRow mail, string action, AuditOutcome outcome = AuditOutcome.Succeeded) => AuditTrail.Entry(
        mail.UserId, action, $"outgoing:{Ids.Format(mail.Id)}", outcome, details: [("connection", Ids.Format(mail.ConnectionId)), ("state", mail.State)]);
}
