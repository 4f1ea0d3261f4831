using EmailAgent.Grains.Events;
using EmailAgent.Providers.Sending;

namespace EmailAgent.Grains.Outgoing;

/// <summary>
/// The decisions about an outgoing message, without I/O and without a clock. A recipient goes from pending to sent, failed or unknown; only a pending
/// recipient is ever transmitted to.
/// </summary>
internal static class OutgoingPolicy
{
    /// <summary>The longest time in which a message can be cancelled for certain.</summary>
    public static readonly TimeSpan LongestUndo = TimeSpan.FromMinutes(2);

    /// <summary>The factor by which the wait for a mailbox that cannot be searched is longer than a search.</summary>
    private const int UnreachableFactor = 12;

    private const int MostDoublings = 30;

    private const string InterruptedError = "The process that sent the message ended before it recorded the outcome.";

    private static readonly TimeSpan FirstSearch = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestSearch = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestCopyDelay = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestRequestedWait = TimeSpan.FromHours(24);

    /// <summary>Lists the addresses to which an attempt is made.</summary>
    public static IReadOnlyList<string> Pending(OutgoingRow mail) =>
        [.. mail.Recipients.Where(recipient => recipient.State == RecipientStates.Pending).Select(recipient => recipient.Address)];

    /// <summary>Indicates whether a message is surely not sent to any recipient, and is not being sent.</summary>
    public static bool IsCancellable(OutgoingRow mail) =>
        mail is { State: OutgoingStates.Scheduled or OutgoingStates.Queued, MaybeSent: false }
        && mail.Recipients.All(recipient => recipient.State is RecipientStates.Pending or RecipientStates.Failed);

    /// <summary>Indicates whether a message needs its content no longer.</summary>
    public static bool IsDone(OutgoingRow mail) =>
        mail is { State: OutgoingStates.Sent, SentCopy: SentCopies.Server or SentCopies.Product or SentCopies.Failed }
        && mail.Recipients.All(recipient => recipient.State == RecipientStates.Sent);

    /// <summary>Returns a message after an attempt.</summary>
    /// <param name="jitter">A random number from 0 to 1.</param>
    public static OutgoingRow After(OutgoingRow mail, SubmitResult result, OutgoingOptions options, DateTimeOffset now, double jitter)
    {
        var results = new Dictionary<string, RecipientResult>(StringComparer.Ordinal);
        foreach (var one in result.Recipients)
            results[one.Address] = one;
        var merged = mail with
        {
            Recipients = [.. mail.Recipients.Select(recipient => recipient.State == RecipientStates.Pending ? Merge(recipient, results, result) : recipient)],
            RemoteId = result.RemoteId ?? mail.RemoteId,
            Error = result.Fate == SubmitFate.Sent ? mail.Error : result.Reply ?? mail.Error,
            Status = result.Fate == SubmitFate.Sent ? mail.Status : result.EnhancedStatus,
            SentCopy = result is { IsSavedInSent: true, Fate: SubmitFate.Sent } ? SentCopies.Server : mail.SentCopy,
        };
        var isUncertain = mail.Recipients.Zip(merged.Recipients)
            .Any(pair => pair.First.State == RecipientStates.Pending && pair.Second.State == RecipientStates.Unknown);
        return isUncertain
            ? merged with { State = OutgoingStates.Sending, UncertainSince = mail.UncertainSince ?? now, DueAt = now + FirstSearch }
            : Continue(merged, options, now, RetryDelay(options, mail.Attempts, result.RetryAfter, jitter));
    }

    /// <summary>Returns a message whose attempt was abandoned before it was transmitted: it is due again at once.</summary>
    public static OutgoingRow Released(OutgoingRow mail, DateTimeOffset now) =>
        mail with { State = OutgoingStates.Queued, DueAt = now, Attempts = Math.Max(0, mail.Attempts - 1) };

    /// <summary>Returns a message whose attempt ended with its process: it may have been transmitted to all recipients.</summary>
    public static OutgoingRow Interrupted(OutgoingRow mail, DateTimeOffset now) => mail.UncertainSince is not null ? mail : mail with
    {
        UncertainSince = now,
        Error = InterruptedError,
        Status = null,
        Recipients = Replace(mail.Recipients, RecipientStates.Pending, RecipientStates.Unknown),
    };

    /// <summary>Returns a message whose attempt counted as interrupted and reports late, which is certain nevertheless.</summary>
    /// <param name="attempt">The number of the attempt.</param>
    /// <returns>Null if there is nothing to correct.</returns>
    public static OutgoingRow? Corrected(OutgoingRow mail, int attempt, SubmitResult result, OutgoingOptions options, DateTimeOffset now)
    {
        if (mail.State is not (OutgoingStates.Sending or OutgoingStates.Unknown))
            return null;

        // A message that has ended as unknown may have been sent again as another one: that it was not sent comes too late.
        var isOpen = mail.State == OutgoingStates.Sending && mail.Attempts == attempt;
        var known = new Dictionary<string, RecipientResult>(StringComparer.Ordinal);
        foreach (var one in result.Recipients.Where(one => one.Fate == SubmitFate.Sent || (isOpen && one.Fate != SubmitFate.Unknown)))
            known[one.Address] = one;
        if (!mail.Recipients.Any(recipient => recipient.State == RecipientStates.Unknown && known.ContainsKey(recipient.Address)))
            return null;

        var corrected = mail with
        {
            RemoteId = result.RemoteId ?? mail.RemoteId,
            Error = result.Fate == SubmitFate.Sent ? mail.Error : result.Reply ?? mail.Error,
            SentCopy = result.IsSavedInSent ? SentCopies.Server : mail.SentCopy,
            Recipients = [.. mail.Recipients.Select(recipient => recipient.State == RecipientStates.Unknown && known.ContainsKey(recipient.Address)
                ? Merge(recipient, known, result)
                : recipient)],
        };
        return corrected.State == OutgoingStates.Sending && corrected.Recipients.Any(recipient => recipient.State == RecipientStates.Unknown)
            ? corrected
            : Continue(corrected, options, now, options.FirstRetry);
    }

    /// <summary>
    /// Returns a message that was found in the folder for sent mail, and is thereby sent; or whose outcome stays unknown, if an earlier attempt can have put
    /// it there, or the server can have refused some of its recipients.
    /// </summary>
    /// <param name="isForAll">Indicates whether the server takes a message for all of its recipients or for none.</param>
    public static OutgoingRow Found(OutgoingRow mail, OutgoingOptions options, DateTimeOffset now, bool isForAll = false) => Continue(
        !IsProof(mail, isForAll) ? mail : mail with
        {
            SentCopy = mail.CopyAttempts > 0 ? SentCopies.Product : SentCopies.Server,
            Recipients = Replace(mail.Recipients, RecipientStates.Unknown, RecipientStates.Sent),
        },
        options,
        now,
        options.FirstRetry);

    /// <summary>Returns a message that was not found in the folder for sent mail: it is searched for again, or stays unknown.</summary>
    /// <param name="isReachable">Indicates whether the folder was searched.</param>
    public static OutgoingRow NotFound(OutgoingRow mail, OutgoingOptions options, DateTimeOffset now, bool isReachable)
    {
        var elapsed = now - (mail.UncertainSince ?? now);
        if (elapsed < (isReachable ? options.SearchFor : options.SearchFor * UnreachableFactor))
        {
            var wait = elapsed < FirstSearch ? FirstSearch : elapsed < LongestSearch ? elapsed : LongestSearch;
            return mail with { State = OutgoingStates.Sending, DueAt = now + wait };
        }

        return Continue(mail, options, now, options.FirstRetry);
    }

    /// <summary>Returns a message that is to be sent again to all recipients but those that it was sent to.</summary>
    /// <returns>Null if there is none, or it is being sent.</returns>
    public static OutgoingRow? Retried(OutgoingRow mail, DateTimeOffset now)
    {
        var isWaiting = mail.State == OutgoingStates.Queued && mail.Attempts > 0;
        if (!isWaiting && mail.State is not (OutgoingStates.Failed or OutgoingStates.Unknown or OutgoingStates.Sent))
            return null;
        var recipients = Replace(mail.Recipients, RecipientStates.Failed, RecipientStates.Pending);
        if (mail.State == OutgoingStates.Unknown)
            recipients = Replace(recipients, RecipientStates.Unknown, RecipientStates.Pending);
        return !recipients.Any(recipient => recipient.State == RecipientStates.Pending) ? null : mail with
        {
            State = OutgoingStates.Queued,
            Recipients = recipients,
            DueAt = now,
            FirstDueAt = now,
            EndedAt = null,
            MaybeSent = mail.MaybeSent || mail.State == OutgoingStates.Unknown,
        };
    }

    /// <summary>Returns the wait after a failed attempt: that of the schedule, or a longer one that the server requested.</summary>
    /// <param name="attempts">Number of attempts, from 1.</param>
    /// <param name="requested">The wait that the server requested; null for none.</param>
    /// <param name="jitter">A random number from 0 to 1.</param>
    public static TimeSpan RetryDelay(OutgoingOptions options, int attempts, TimeSpan? requested, double jitter)
    {
        var grown = options.FirstRetry.TotalSeconds * Math.Pow(2, Math.Clamp(attempts - 1, 0, MostDoublings));
        var own = TimeSpan.FromSeconds(Math.Min(grown, options.LongestRetry.TotalSeconds) * (0.75 + (jitter / 2)));
        return requested is not { } asked || asked <= own ? own : Bound(asked);
    }

    /// <summary>Returns the wait that a server requested, as far as it is heeded.</summary>
    public static TimeSpan Bound(TimeSpan requested) => requested < LongestRequestedWait ? requested : LongestRequestedWait;

    /// <summary>Returns the wait before the copy for the folder of sent mail is tried again: as long as it has been waited already.</summary>
    public static TimeSpan CopyDelay(TimeSpan waited) =>
        waited < FirstSearch ? FirstSearch : waited < LongestCopyDelay ? waited : LongestCopyDelay;

    /// <summary>Returns the state of a message with nothing left to do. One unknown recipient makes the message unknown.</summary>
    public static string LastState(IReadOnlyList<OutgoingRecipient> recipients) =>
        recipients.Any(recipient => recipient.State == RecipientStates.Unknown) ? OutgoingStates.Unknown
        : recipients.Any(recipient => recipient.State == RecipientStates.Sent) ? OutgoingStates.Sent
        : OutgoingStates.Failed;

    /// <summary>Returns the events of a change.</summary>
    /// <param name="before">The message before it; null for a new one.</param>
    public static IReadOnlyList<NewEvent> EventsOf(OutgoingRow? before, OutgoingRow after)
    {
        if (after.State == OutgoingStates.Sending || after.State == before?.State)
            return [];
        var ids = $"\"outgoing_id\":\"{after.Id:N}\",\"connection_id\":\"{after.ConnectionId:N}\"";
        var events = new List<NewEvent> { new(OutgoingEvents.Updated, $"{{{ids},\"state\":\"{after.State}\"}}") };
        var failed = after.Recipients.Count(recipient => recipient.State is RecipientStates.Failed or RecipientStates.Unknown);
        if (after.State is OutgoingStates.Failed or OutgoingStates.Unknown || (after.State == OutgoingStates.Sent && failed > 0))
            events.Add(new(OutgoingEvents.SendFailed, $"{{{ids},\"state\":\"{after.State}\",\"failed_recipients\":{failed}}}"));
        if (after is { State: OutgoingStates.Sent, SendAt: not null })
            events.Add(new(OutgoingEvents.ScheduledSent, $"{{{ids}}}"));
        return events;
    }

    /// <summary>Has pending recipients tried again until the time for retries ends, and otherwise ends the message.</summary>
    private static OutgoingRow Continue(OutgoingRow mail, OutgoingOptions options, DateTimeOffset now, TimeSpan wait)
    {
        var deadline = mail.FirstDueAt + options.RetryFor;
        var isSent = mail.Recipients.Any(recipient => recipient.State == RecipientStates.Sent);
        var settled = mail with
        {
            UncertainSince = null,
            Recipients = [.. mail.Recipients.Select(Settle)],
            SentAt = isSent ? mail.SentAt ?? now : mail.SentAt,
            SentCopy = isSent ? mail.SentCopy ?? SentCopies.Pending : mail.SentCopy,
        };
        if (now < deadline && settled.Recipients.Any(recipient => recipient.State == RecipientStates.Pending))
        {
            var next = now + wait;
            return settled with { State = OutgoingStates.Queued, DueAt = next < deadline ? next : deadline };
        }

        OutgoingRecipient[] recipients = [.. Replace(settled.Recipients, RecipientStates.Pending, RecipientStates.Failed).Select(Settle)];
        return settled with { State = LastState(recipients), Recipients = recipients, DueAt = now, EndedAt = now };
    }

    /// <summary>Remembers what stays unknown of a recipient, also when a later attempt fails for certain.</summary>
    private static OutgoingRecipient Settle(OutgoingRecipient recipient) => recipient switch
    {
        { State: RecipientStates.Unknown } => recipient with { MaybeSent = true },
        { State: RecipientStates.Failed, MaybeSent: true } => recipient with { State = RecipientStates.Unknown },
        _ => recipient,
    };

    /// <summary>
    /// Indicates whether a copy in the folder for sent mail shows what the last attempt did. It does not if an attempt before, which was for other recipients,
    /// can have put it there; nor, for several recipients, if the process ended that knew which of them the server has refused.
    /// </summary>
    private static bool IsProof(OutgoingRow mail, bool isForAll)
    {
        var unknown = mail.Recipients.Where(recipient => recipient.State == RecipientStates.Unknown).ToList();
        return mail.Recipients.All(recipient => recipient.State != RecipientStates.Sent)
            && unknown.Select(recipient => recipient.MaybeSent).Distinct().Count() == 1
            && (isForAll || unknown.Count == 1 || mail.Error != InterruptedError);
    }

    private static OutgoingRecipient Merge(OutgoingRecipient recipient, Dictionary<string, RecipientResult> results, SubmitResult result)
    {
        var one = results.TryGetValue(recipient.Address, out var own) ? own : new RecipientResult(recipient.Address, result.Fate, result.Reply, result.EnhancedStatus);
        return recipient with
        {
            State = one.Fate switch
            {
                SubmitFate.Sent => RecipientStates.Sent,
                SubmitFate.Deferred => RecipientStates.Pending,
                SubmitFate.Refused => RecipientStates.Failed,
                _ => RecipientStates.Unknown,
            },
            Reply = one.Reply,
            EnhancedStatus = one.EnhancedStatus,
        };
    }

    private static IReadOnlyList<OutgoingRecipient> Replace(IReadOnlyList<OutgoingRecipient> recipients, string from, string to) =>
        recipients.Any(recipient => recipient.State == from)
            ? [.. recipients.Select(recipient => recipient.State == from ? recipient with { State = to } : recipient)]
            : recipients;
}
