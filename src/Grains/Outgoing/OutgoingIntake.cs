using EmailAgent.Delivery.Messages;
using EmailAgent.Grains.Access;
using EmailAgent.Grains.Audit;
using EmailAgent.Grains.Composition;
using EmailAgent.Grains.Connections;
using EmailAgent.Grains.Times;
using EmailAgent.Grains.Uploads;
using EmailAgent.Providers.Sending;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Outgoing;

/// <summary>The way of a message from a request to its row: composed, its content stored, then the row. A repeat with the same id finds the row.</summary>
internal sealed class OutgoingIntake(
    ConnectionStore connections,
    SenderCatalog senders,
    IComposer composer,
    OutgoingReferences references,
    OutgoingContents contents,
    OutgoingStore store,
    OutgoingReader reader,
    IOptions<OutgoingOptions> options,
    TimeProvider time)
{
    private static readonly Problem NoSuchConnection = new(ProblemCodes.NotFound, "There is no such connection.");
    private static readonly Problem CannotSend = new(OutgoingProblems.CannotSend, "This mailbox can only be read: it has no settings for sending.");
    private static readonly Problem LimitReached = new(OutgoingProblems.LimitReached, "As much mail was sent in the last 24 hours as is allowed; try again later.");

    private static readonly Problem FilesGone = new(ProblemCodes.Invalid, "An upload has been deleted.", "attachment_ids");

    /// <summary>Takes in a message.</summary>
    /// <returns>Its row, new or as it is now.</returns>
    public async Task<Outcome<OutgoingRow>> AddAsync(Guid userId, OutgoingOrder order, CancellationToken cancellationToken)
    {
        var visible = order.Visible with { UserId = userId };
        if (await reader.FindAsync(visible, order.Id, cancellationToken) is { } existing)
            return existing;
        if (await FindConnectionAsync(visible, order.Message.ConnectionId, cancellationToken) is not { } connection)
            return NoSuchConnection;
        if (!senders.CanSend(connection.Provider, connection.Settings))
            return CannotSend;
        if (await references.CheckAsync(visible, order.Message, cancellationToken) is { } unseen)
            return unseen;

        var now = time.GetUtcNow();
        var moment = order.SendAt is null ? null : ResolveTime(order.SendAt, order.Timezone, now);
        if (moment?.Problem is { } impossible)
            return impossible;
        var messageId = OutgoingMessage.NewMessageId(DomainOf(connection.Email));
        var scope = new AttachmentScope(userId, order.ActorId, order.DraftId is { } draftId ? UploadHolders.OfDraft(draftId) : null);
        var composed = await ComposeAsync(scope, order.Id, order.Message, messageId, moment?.Value?.Instant ?? now, cancellationToken);
        if (composed.Value is not { } content)
            return composed.Problem!;

        var row = content.Fill(NewRow(userId, connection.Id, order, messageId, moment?.Value, time.GetUtcNow()));
        var action = moment is null ? OutgoingActions.Send : OutgoingActions.Schedule;
        return await store.InsertAsync(row, options.Value, Hold(row, scope, content), Entry(row, action), cancellationToken) switch
        {
            OutgoingInsert.Stored => row,
            OutgoingInsert.BlobsGone => FilesGone,
            OutgoingInsert.Superseded => Problem.Changed,
            OutgoingInsert.LimitReached => LimitReached,
            OutgoingInsert.TooManyScheduled => new Problem(ProblemCodes.TooMany, $"The limit of {options.Value.ScheduledPerUser} scheduled messages is reached; cancel one first."),
            _ => await reader.FindAsync(visible, order.Id, cancellationToken) is { } stored ? stored : NoSuchConnection,
        };
    }

    /// <summary>Changes a scheduled message.</summary>
    /// <returns>The message as it is now; changed or, if it is no longer scheduled or not as expected, not.</returns>
    public async Task<Outcome<OutgoingChanged>> ChangeAsync(
        Visibility visible, OutgoingRow mail, Guid actorId, ScheduleChanges changes, OutgoingMail? expected, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var scope = new AttachmentScope(mail.UserId, actorId, UploadHolders.OfOutgoing(mail.Id));
        var moment = changes.SendAt is null ? null : ResolveTime(changes.SendAt, changes.Timezone ?? mail.Timezone, now);
        if (moment?.Problem is { } impossible)
            return impossible;
        NewContent? content = null;
        if (changes.Message is { } message)
        {
            if (message.ConnectionId != Ids.Format(mail.ConnectionId))
                return new Problem(ProblemCodes.Invalid, "The mailbox of a scheduled message cannot be changed; cancel it, and schedule another one.", "message.connection_id");
            if (await references.CheckAsync(visible, message, cancellationToken) is { } unseen)
                return InMessage(unseen);
            var composed = await ComposeAsync(scope, mail.Id, message, mail.MessageId, moment?.Value?.Instant ?? mail.DueAt, cancellationToken);
            if (composed.Problem is { } invalid)
                return InMessage(invalid);
            content = composed.Value;
            if (content!.Recipients > mail.RecipientCount && await IsOverLimitAsync(mail, content.Recipients, now, cancellationToken))
                return LimitReached;
        }

        if (changes.IfNoReply == true && (content is null ? mail.InReplyToId : content.Composed.InReplyToId) is null)
            return new Problem(ProblemCodes.Invalid, "Needs in_reply_to_id, the message whose reply cancels this one.", "if_no_reply");

        var changed = await store.ChangeAsync(
            mail.UserId,
            mail.Id,
            current => current.State == OutgoingStates.Scheduled && current.IsAs(expected) ? Apply(current, changes, moment?.Value, content) : null,
            Hold(mail, scope, content),
            Entry(mail, OutgoingActions.Change),
            cancellationToken);
        return changed is null ? new Problem(ProblemCodes.NotFound, "There is no such message.")
            : changed is { IsChanged: false, Mail.State: OutgoingStates.Scheduled } && changed.Mail.IsAs(expected) ? InMessage(FilesGone) // All else is changed.
            : changed;
    }

    /// <summary>Keeps the uploads that a message is made of; without new content there are none.</summary>
    private static OutgoingHold Hold(OutgoingRow mail, AttachmentScope scope, NewContent? content) => (connection, stop) =>
        content is null ? Task.FromResult(true) : UploadStore.HoldAsync(connection, scope, UploadHolders.OfOutgoing(mail.Id), content.Composed.AttachmentIds, stop);

    private async Task<StoredConnection?> FindConnectionAsync(Visibility visible, string? id, CancellationToken cancellationToken) =>
        PublicId.TryParse(id, out var connectionId) && visible.Includes(connectionId) ? await connections.GetAsync(visible.UserId, connectionId, cancellationToken) : null;

    private static OutgoingRow Apply(OutgoingRow current, ScheduleChanges changes, SendMoment? moment, NewContent? content)
    {
        var timed = moment is null ? current : current with { SendAt = moment.Instant, DueAt = moment.Instant, FirstDueAt = moment.Instant, Timezone = moment.Zone };
        var filled = content is null ? timed : content.Fill(timed);
        return filled with { IfNoReply = changes.IfNoReply ?? current.IfNoReply };
    }

    /// <summary>Names fields of the message by their place in the request.</summary>
    private static Problem InMessage(Problem problem) => problem with
    {
        Field = problem.Field is { } field ? $"message.{field}" : null,
        Others = problem.Others is { } others ? [.. others.Select(InMessage)] : null,
    };

    private async Task<bool> IsOverLimitAsync(OutgoingRow mail, int recipients, DateTimeOffset now, CancellationToken cancellationToken) =>
        await reader.CountRecipientsAsync(mail.UserId, now - TimeSpan.FromDays(1), cancellationToken) - mail.RecipientCount + recipients > options.Value.RecipientsPerDay;

    private Outcome<SendMoment> ResolveTime(string text, string? zone, DateTimeOffset now)
    {
        var resolved = SendTime.Resolve(text, zone, now);
        if (resolved.Value is not { } moment)
            return resolved;
        if (moment.Instant <= now)
            return new Problem(ProblemCodes.Invalid, "Must be in the future.", "send_at");
        return moment.Instant > now + options.Value.FurthestSchedule
            ? new Problem(ProblemCodes.Invalid, $"Must not be more than {options.Value.FurthestSchedule.TotalDays:0} days ahead.", "send_at")
            : resolved;
    }

    /// <summary>Composes a message and stores its content.</summary>
    private async Task<Outcome<NewContent>> ComposeAsync(
        AttachmentScope scope, Guid mailId, ComposeRequest request, string messageId, DateTimeOffset date, CancellationToken cancellationToken)
    {
        var outcome = await composer.ComposeAsync(scope, request, messageId, date, cancellationToken);
        if (outcome.Value is not { } composed)
            return outcome.Problem!;
        var message = await contents.StoreAsync(scope.UserId, mailId, composed.Message, cancellationToken);
        if (message.Problem is { } refused)
            return refused;
        if (composed.SentCopy.Span.SequenceEqual(composed.Message.Span))
            return new NewContent(composed, message.Value!.Id, null);
        var copy = await contents.StoreAsync(scope.UserId, mailId, composed.SentCopy, cancellationToken);
        return copy.Problem is { } full ? full : new NewContent(composed, message.Value!.Id, copy.Value!.Id);
    }

    private OutgoingRow NewRow(Guid userId, Guid connectionId, OutgoingOrder order, string messageId, SendMoment? moment, DateTimeOffset now)
    {
        var undo = moment is not null ? TimeSpan.Zero : order.UndoSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : options.Value.UndoTime;
        var due = moment?.Instant ?? now + undo;
        return new OutgoingRow(
            userId,
            order.Id,
            connectionId,
            order.ActorId,
            moment is null ? OutgoingStates.Queued : OutgoingStates.Scheduled,
            messageId,
            Sender: "",
            Subject: "",
            Recipients: [],
            RecipientCount: 0,
            MessageBlob: default,
            CopyBlob: null,
            Size: 0,
            CreatedAt: now,
            DueAt: due,
            FirstDueAt: due)
        {
            UndoUntil = undo > TimeSpan.Zero ? due : null,
            SendAt = moment?.Instant,
            Timezone = moment?.Zone,
            IfNoReply = order.IfNoReply,
            DraftId = order.DraftId,
        };
    }

    private static AuditEntry Entry(OutgoingRow mail, string action) => AuditTrail.Entry(
        mail.UserId,
        action,
        $"outgoing:{Ids.Format(mail.Id)}",
        details: [("connection", Ids.Format(mail.ConnectionId)), ("recipients", $"{mail.RecipientCount}")]);

    private static string DomainOf(string email) => email.LastIndexOf('@') is var at and >= 0 && at < email.Length - 1 ? email[(at + 1)..] : "localhost";

    /// <summary>A composed message whose content is stored.</summary>
    private sealed record NewContent(ComposedMessage Composed, Guid Message, Guid? Copy)
    {
        public int Recipients => Composed.Recipients.Count;

        public OutgoingRow Fill(OutgoingRow row) => row with
        {
            Sender = Composed.Sender,
            Subject = Composed.Subject,
            Recipients = [.. Composed.Recipients.Select(address => new OutgoingRecipient(address, RecipientStates.Pending))],
            RecipientCount = Composed.Recipients.Count,
            MessageBlob = Message,
            CopyBlob = Copy,
            Size = Composed.Message.Length,
            InReplyToId = Composed.InReplyToId,
            ThreadId = Composed.ThreadId,
        };
    }
}
