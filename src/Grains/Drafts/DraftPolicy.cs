using System.Globalization;
using EmailAgent.Delivery.Messages;
using EmailAgent.Grains.Events;

namespace EmailAgent.Grains.Drafts;

/// <summary>The rules of drafts: what a save changes, when it is written to the mailbox, and how its messages are recognised there. Pure.</summary>
internal static class DraftPolicy
{
    /// <summary>The time in which the message of a draft that is being sent must be stored.</summary>
    public static readonly TimeSpan HoldTime = TimeSpan.FromMinutes(10);

    private const string Mark = "draft.";
    private const int IdLength = 32;
    private const double BytesPerInterval = 1 << 20;

    /// <summary>Indicates whether the newest version was saved here and is not in the mailbox.</summary>
    public static bool IsUnwritten(DraftRow draft) => draft.DeletedAt is null && !draft.IsForeign && draft.MailRevision < draft.Revision;

    /// <summary>Indicates whether there is something to do in the mailbox, or to announce.</summary>
    public static bool NeedsWork(DraftRow draft) => draft.DeletedAt is not null || draft.ReplacedId is not null || IsUnwritten(draft) || draft.Announced < draft.Revision;

    /// <summary>Indicates whether an attempt to write a version has begun, and the mailbox does not show it yet.</summary>
    public static bool IsBeingWritten(DraftRow draft) => draft.Version > draft.MailRevision && draft.VersionMessageId is not null;

    public static bool IsHeld(DraftRow draft, DateTimeOffset now) => draft.HeldBy is not null && (draft.HeldUntil is null || draft.HeldUntil > now);

    /// <summary>Returns when the work on a draft is due: at once, unless it was done moments ago.</summary>
    public static DateTimeOffset DueAt(DraftRow draft, TimeSpan interval, DateTimeOffset now)
    {
        if (draft.WrittenAt is not { } last || draft.DeletedAt is not null)
            return now;
        var due = last + (interval * (1 + (draft.VersionSize / BytesPerInterval)));
        return due > now ? due : now;
    }

    /// <summary>Returns the Message-ID of a version, from which it can be recognised also after another mail client has changed it.</summary>
    /// <param name="email">The address of the mailbox.</param>
    public static string MessageIdOf(Guid draftId, long revision, string email)
    {
        var domain = email.LastIndexOf('@') is var at and >= 0 && at < email.Length - 1 ? email[(at + 1)..] : "localhost";
        var id = OutgoingMessage.NewMessageId(domain);
        return string.Create(CultureInfo.InvariantCulture, $"{Mark}{draftId:N}.{revision}{id[id.IndexOf('@', StringComparison.Ordinal)..]}");
    }

    /// <summary>Cuts a time to whole seconds, as mail has them.</summary>
    public static DateTimeOffset ToSeconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());

    /// <summary>Reads which draft a Message-ID belongs to.</summary>
    public static bool TryReadMessageId(string? messageId, out Guid draftId)
    {
        draftId = default;
        return messageId is { Length: > 38 } && messageId.StartsWith(Mark, StringComparison.Ordinal) && messageId[Mark.Length + IdLength] == '.'
            && Guid.TryParseExact(messageId.AsSpan(Mark.Length, IdLength), "N", out draftId);
    }

    /// <summary>Indicates whether a message is the version that was last written: not one that another mail client made of it.</summary>
    public static bool IsVersion(DraftRow draft, ArrivedDraft mail) =>
        (draft.VersionRemoteId is not null && draft.VersionRemoteId == mail.RemoteId)
        || (draft.VersionMessageId is not null && draft.VersionMessageId == mail.MessageId && draft.VersionDate is { } date && (date - mail.Date).Duration() < TimeSpan.FromSeconds(1));

    /// <summary>Decides over a save.</summary>
    /// <param name="expected">The revision that the caller read; null for any.</param>
    /// <param name="copyId">The id of the copy, if one is needed.</param>
    public static DraftDecision Save(DraftRow current, DraftContent content, long? expected, DateTimeOffset now, Guid copyId)
    {
        if (Refuse(current, expected, now) is { } refused)
            return refused;
        if (!current.IsForeign && current.Content == content.Json)
            return new DraftDecision(DraftWrite.Written);
        var saved = current with
        {
            Content = content.Json,
            IsForeign = false,
            Subject = content.Subject,
            ToEmails = content.ToEmails,
            Preview = content.Preview,
            Revision = current.Revision + 1,
            SavedAt = now,
            Error = null,
        };
        // The caller has not seen what the other mail client has saved since the last save here.
        var isConflict = current is { IsForeign: true, Content: not null, MailId: not null } && expected is null;
        var files = current.Content is not null && DraftContents.ReadFiles(current.Content).SequenceEqual(content.Files) ? null : content.Files;
        return new DraftDecision(
            DraftWrite.Written,
            isConflict ? new DraftChange(saved with { MailId = null }, ForeignCopyOf(current, copyId, now), files) : new DraftChange(saved, Copy: null, files));
    }

    public static DraftDecision Delete(DraftRow current, long? expected, DateTimeOffset now) =>
        Refuse(current, expected, now) ?? new DraftDecision(DraftWrite.Written, new DraftChange(Deleted(current, now) with { Announced = current.Revision + 1 }));

    /// <summary>Decides over the request to send a draft. Repeats find the hold of the first.</summary>
    /// <param name="outgoingId">The id of the outgoing message, if the draft is not being sent.</param>
    public static DraftDecision Hold(DraftRow current, Guid outgoingId, DateTimeOffset now)
    {
        if (current.DeletedAt is not null)
            return new DraftDecision(current is { HeldBy: not null, HeldUntil: null } ? DraftWrite.Written : DraftWrite.NotFound);
        return IsHeld(current, now)
            ? new DraftDecision(DraftWrite.Written)
            : new DraftDecision(DraftWrite.Written, new DraftChange(current with { HeldBy = outgoingId, HeldUntil = now + HoldTime, HeldRevision = current.Revision }));
    }

    /// <summary>Ends the hold of a message that was not stored.</summary>
    public static DraftDecision Release(DraftRow current, Guid outgoingId, DateTimeOffset now) => new(
        DraftWrite.Written,
        current.HeldBy == outgoingId && current.HeldUntil is not null ? new DraftChange(current with { HeldUntil = now }) : null);

    /// <summary>Records that a version is about to be written; null if there is no need, or if it is not known what became of the one before.</summary>
    public static DraftRow? Begin(DraftRow current, DraftVersion version, DateTimeOffset now) =>
        !IsUnwritten(current) || IsBeingWritten(current) || version.Revision <= current.MailRevision || version.Revision > current.Revision
            ? null
            : current with
            {
                Version = version.Revision,
                VersionMessageId = version.MessageId,
                VersionDate = version.Date,
                VersionRemoteId = null,
                VersionSize = version.Message.Length,
                ReplacedId = current.MailId ?? current.ReplacedId,
                WrittenAt = now,
            };

    /// <summary>Records that a version did not reach the mailbox.</summary>
    public static DraftRow? NotWritten(DraftRow current) =>
        IsBeingWritten(current) ? current with { Version = current.MailRevision, VersionMessageId = null, VersionRemoteId = null } : null;

    /// <summary>Returns what the attachments of a former message are called in the next one, which is made of it.</summary>
    /// <param name="aliases">The names that are known.</param>
    /// <param name="ids">The attachments of the draft, as they were saved.</param>
    /// <param name="former">The attachments of the former message.</param>
    /// <param name="next">The attachments of the next one.</param>
    public static Dictionary<string, string> Rename(
        IReadOnlyDictionary<string, string> aliases, IReadOnlyList<string> ids, IReadOnlyList<DraftFileName> former, IReadOnlyList<DraftFileName> next)
    {
        var free = next.ToList();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in former)
        {
            if ((free.Find(other => other.Name == file.Name && other.Size == file.Size) ?? free.Find(other => other.Size == file.Size)) is not { } same)
                continue;
            free.Remove(same);
            names.Add(Ids.Format(file.Id), Ids.Format(same.Id));
        }

        var renamed = aliases.ToDictionary(alias => alias.Key, alias => names.GetValueOrDefault(alias.Value, alias.Value), StringComparer.Ordinal);
        foreach (var id in ids)
        {
            if (names.TryGetValue(id, out var name))
                renamed.TryAdd(id, name);
        }

        return renamed;
    }

    /// <summary>Returns the draft after the mailbox has shown the version that was last written.</summary>
    public static DraftRow Written(DraftRow current, Guid mailId) => current is { IsForeign: true, DeletedAt: null }
        ? current with { VersionMessageId = null, VersionRemoteId = null }
        : current with { MailId = mailId, MailRevision = current.Version, Error = null };

    public static DraftRow Deleted(DraftRow current, DateTimeOffset now) => current with { DeletedAt = now, Revision = current.Revision + 1 };

    /// <summary>Returns the event of a draft.</summary>
    public static NewEvent EventOf(string type, DraftRow draft)
    {
        var email = draft.MailId is { } id ? $"\"{id:N}\"" : "null";
        var revision = draft.Revision.ToString(CultureInfo.InvariantCulture);
        return new NewEvent(type, $$"""{"draft_id":"{{draft.Id:N}}","connection_id":"{{draft.ConnectionId:N}}","email_id":{{email}},"revision":{{revision}}}""");
    }

    private static DraftDecision? Refuse(DraftRow current, long? expected, DateTimeOffset now) =>
        current.DeletedAt is not null ? new DraftDecision(DraftWrite.NotFound)
        : IsHeld(current, now) ? new DraftDecision(DraftWrite.Sending)
        : expected is { } revision && revision != current.Revision ? new DraftDecision(DraftWrite.Changed)
        : null;

    private static DraftRow ForeignCopyOf(DraftRow current, Guid copyId, DateTimeOffset now) => new(current.UserId, copyId, current.ConnectionId)
    {
        IsForeign = true,
        Subject = current.Subject,
        ToEmails = current.ToEmails,
        Preview = current.Preview,
        CreatedAt = now,
        SavedAt = current.SavedAt,
        MailId = current.MailId,
        MailRevision = 1,
        CopyOf = current.Id,
    };
}
