using EmailAgent.Grains.Events;
using EmailAgent.Grains.Mail;
using EmailAgent.Grains.Outgoing;

namespace EmailAgent.Grains.Replies;

/// <summary>The decisions about what arrived mail means for outgoing messages, without I/O and without a clock.</summary>
internal static class ReplyPolicy
{
    /// <summary>The most events of one report. The rows have all its recipients.</summary>
    public const int MostBounceEvents = 100;

    /// <summary>Lists the messages that a message answers or returns.</summary>
    public static IEnumerable<string> Answered(ArrivedMessage arrived) =>
        arrived.Message.Signs?.Returned is { } returned ? returned.MessageIds : arrived.Message.InReplyTo.Concat(arrived.Message.References);

    /// <summary>Indicates whether a person may have answered with a message.</summary>
    public static bool MayBeReply(ArrivedMessage arrived) =>
        arrived is { ThreadId: not null, LooksLikeReply: true, Message.Signs: { IsAutomatic: false, Returned: null } };

    /// <summary>Returns a message that was sent, with what follows from an arrived one. Repeats are no change.</summary>
    public static ReplyChange Record(OutgoingRow mail, ArrivedMessage arrived)
    {
        var message = arrived.Message;
        if (message.Signs is not { } signs)
            return new ReplyChange(mail, []);
        if (signs.Returned is { } returned)
            return returned.MessageIds.Contains(mail.MessageId) ? RecordBounce(mail, message, returned) : new ReplyChange(mail, []);
        var isDirect = message.InReplyTo.Count > 0 ? message.InReplyTo.Contains(mail.MessageId) : message.References is [.., var last] && last == mail.MessageId;
        if (IsOwn(mail, message) || !(isDirect || message.References.Contains(mail.MessageId)))
            return new ReplyChange(mail, []);
        if (signs.IsAutomatic)
            return new ReplyChange(mail, isDirect ? [ReplyEventData.Replied(mail, message.Id, isAutomatic: true)] : []);
        var isFirst = mail.RepliedAt is null;
        return new ReplyChange(
            isFirst ? mail with { RepliedAt = message.ReceivedAt.ToUniversalTime() } : mail,
            isFirst || isDirect ? [ReplyEventData.Replied(mail, message.Id, isAutomatic: false)] : []);
    }

    /// <summary>Returns a message that a reply cancels.</summary>
    /// <returns>Null if the arrived message is no reply to what the message answers, or it is too late.</returns>
    public static OutgoingRow? Cancel(WaitingMail waiting, ArrivedMessage arrived, DateTimeOffset now)
    {
        var (mail, message) = (waiting.Mail, arrived.Message);
        var isReply = MayBeReply(arrived)
            && arrived.ThreadId == waiting.ThreadId
            && message.ReceivedAt >= waiting.Since
            && !IsOwn(mail, message)
            && (message.MessageId is null || message.MessageId != waiting.AnsweredMessageId);
        return isReply && OutgoingPolicy.IsCancellable(mail)
            ? mail with { State = OutgoingStates.Cancelled, EndedAt = now, Error = "Cancelled, because a reply arrived." }
            : null;
    }

    private static bool IsOwn(OutgoingRow mail, NewMessage message) => string.Equals(message.FromEmail, mail.Sender, StringComparison.OrdinalIgnoreCase);

    private static ReplyChange RecordBounce(OutgoingRow mail, NewMessage message, ReturnedMail returned)
    {
        var at = message.ReceivedAt.ToUniversalTime();
        var recipients = mail.Recipients.ToArray();
        var places = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < recipients.Length; i++)
            places.TryAdd(recipients[i].Address, i);
        var events = new List<NewEvent>();
        foreach (var failed in returned.Recipients)
        {
            if (FindPlace(places, failed, recipients.Length) is not { } place)
            {
                // An address that a server forwarded to. Of a second report on it nothing remembers the first.
                if (mail.BouncedAt is null)
                    events.Add(ReplyEventData.Bounced(mail, message.Id, failed.Address, failed));
            }
            else if (recipients[place].BouncedAt is null)
            {
                var recipient = recipients[place];
                recipients[place] = recipient with { BouncedAt = at, Reply = failed.Reason ?? recipient.Reply, EnhancedStatus = failed.Code ?? recipient.EnhancedStatus };
                events.Add(ReplyEventData.Bounced(mail, message.Id, recipient.Address, failed));
            }
        }

        return events.Count == 0
            ? new ReplyChange(mail, [])
            : new ReplyChange(mail with { Recipients = recipients, BouncedAt = mail.BouncedAt ?? at }, [.. events.Take(MostBounceEvents)]);
    }

    /// <summary>Finds the recipient of the envelope. The only one is meant also by an address that is not known.</summary>
    private static int? FindPlace(Dictionary<string, int> places, FailedRecipient failed, int count) =>
        places.TryGetValue(failed.Address, out var place) || (failed.FinalAddress is { } final && places.TryGetValue(final, out place)) ? place
        : count == 1 ? 0
        : null;
}
