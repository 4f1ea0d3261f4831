namespace EmailAgent.Grains.Drafts;

/// <summary>
/// The comparison of what has come into, and left, the folder for drafts with the drafts that are known. Other mail clients save a draft as a new
/// message and remove the old one, so a message that appears can be a draft that is known. Of two versions that were saved at the same time
/// the later one wins, and the other one becomes a draft of its own. Pure.
/// </summary>
internal sealed class DraftMatching
{
    private readonly Guid _userId;
    private readonly Guid _connectionId;
    private readonly DateTimeOffset _now;
    private readonly Func<Guid> _newId;
    private readonly Dictionary<Guid, DraftRow> _drafts;
    private readonly HashSet<Guid> _changed = [];
    private readonly List<DraftRow> _deleted = [];
    private readonly List<DraftRow> _added = [];

    private DraftMatching(Guid userId, Guid connectionId, IReadOnlyCollection<DraftRow> drafts, DateTimeOffset now, Func<Guid> newId)
    {
        (_userId, _connectionId, _now, _newId) = (userId, connectionId, now, newId);
        _drafts = drafts.ToDictionary(draft => draft.Id);
    }

    /// <summary>Plans the changes that a commit requires.</summary>
    /// <param name="userId">The owner of the mailbox.</param>
    /// <param name="connectionId">The mailbox.</param>
    /// <param name="drafts">All drafts that the messages may belong to.</param>
    /// <param name="arrived">Messages that came into the folder.</param>
    /// <param name="gone">The messages that left it, and their threads.</param>
    /// <param name="recent">Drafts that other mail clients began moments ago.</param>
    /// <param name="now">The time.</param>
    /// <param name="newId">Creates the ids of new drafts.</param>
    public static DraftPlan Plan(
        Guid userId,
        Guid connectionId,
        IReadOnlyCollection<DraftRow> drafts,
        IReadOnlyList<ArrivedDraft> arrived,
        IReadOnlyDictionary<Guid, Guid> gone,
        IReadOnlyList<RecentDraft> recent,
        DateTimeOffset now,
        Func<Guid> newId)
    {
        var matching = new DraftMatching(userId, connectionId, drafts, now, newId);
        var unknown = new List<ArrivedDraft>();
        foreach (var mail in arrived.OrderBy(mail => mail.ReceivedAt).ThenBy(mail => mail.Id))
        {
            if (!matching.TakeIn(mail, gone))
                unknown.Add(mail);
        }

        foreach (var draft in drafts.OrderBy(draft => draft.Id))
        {
            if (matching._drafts[draft.Id] is { MailId: { } mailId } left && gone.TryGetValue(mailId, out var thread))
                matching.Lose(new LeftDraft(left, thread), unknown, recent);
        }

        matching._added.AddRange(unknown.Select(mail => matching.Adopt(mail, copyOf: null)));
        return new DraftPlan(
            matching._deleted,
            [.. matching._changed.Except(matching._deleted.Select(draft => draft.Id)).Select(id => matching._drafts[id])],
            matching._added);
    }

    /// <returns>False if the message belongs to no draft that is known by its identifiers.</returns>
    private bool TakeIn(ArrivedDraft mail, IReadOnlyDictionary<Guid, Guid> gone)
    {
        if (_drafts.Values.Any(draft => draft.MailId == mail.Id))
            return true;
        if (_drafts.Values.FirstOrDefault(draft => DraftPolicy.IsVersion(draft, mail)) is { } version)
        {
            if (version is { IsForeign: true, DeletedAt: null })
                _added.Add(Adopt(mail, version.Id));
            Change(DraftPolicy.Written(version, mail.Id));
            return true;
        }

        if (!DraftPolicy.TryReadMessageId(mail.MessageId, out var id) || !_drafts.TryGetValue(id, out var edited) || edited.DeletedAt is not null)
            return false;
        // Otherwise it was made of an earlier version, such as one that is a draft of its own now.
        if (edited.VersionMessageId != mail.MessageId && edited.MailId is { } current && !gone.ContainsKey(current))
            return false;
        Edit(edited, mail);
        return true;
    }

    /// <summary>Handles a draft whose message is gone: replaced by a message that another mail client saved, or deleted there.</summary>
    private void Lose(LeftDraft left, List<ArrivedDraft> unknown, IReadOnlyList<RecentDraft> recent)
    {
        var draft = left.Draft with { MailId = null };
        if (draft.DeletedAt is not null)
        {
            Change(draft);
        }
        else if (unknown.LastOrDefault(mail => IsNext(left, mail)) is { } next)
        {
            unknown.Remove(next);
            Edit(draft, next);
        }
        else if (recent.LastOrDefault(found => IsNext(left, found.Mail) && IsFree(found.Draft, left.Draft)) is { } begun)
        {
            Merge(draft, begun);
        }
        else if (DraftPolicy.IsUnwritten(draft) || DraftPolicy.IsBeingWritten(draft))
        {
            Change(draft); // What was saved here since then is written again.
        }
        else
        {
            _deleted.Add(draft);
        }
    }

    /// <summary>Records that another mail client has saved a draft.</summary>
    private void Edit(DraftRow draft, ArrivedDraft mail)
    {
        var savedAt = SavedAt(mail);
        var isUnwritten = DraftPolicy.IsUnwritten(draft);
        if (isUnwritten && savedAt < DraftPolicy.ToSeconds(draft.SavedAt))
        {
            _added.Add(Adopt(mail, draft.Id));
            Change(draft);
            return;
        }

        var revision = draft.Revision + 1;
        var edited = draft with
        {
            IsForeign = true,
            Subject = mail.Subject,
            ToEmails = mail.ToEmails,
            Preview = mail.Preview,
            Revision = revision,
            Announced = revision,
            SavedAt = savedAt,
            MailId = mail.Id,
            MailRevision = revision,
            Error = null,
        };
        if (isUnwritten)
        {
            _added.Add(OwnCopyOf(draft));
            edited = edited with { Version = 0, VersionMessageId = null, VersionRemoteId = null, VersionDate = null };
        }

        Change(edited);
    }

    /// <summary>Makes a draft that was taken for a new one the next version of the draft that it replaces.</summary>
    private void Merge(DraftRow draft, RecentDraft begun)
    {
        Edit(draft, begun.Mail);
        if (_drafts[draft.Id].MailId == begun.Mail.Id)
            _deleted.Add(begun.Draft with { MailId = null });
        else
            _added.RemoveAll(copy => copy.MailId == begun.Mail.Id); // It stays the draft that it is.
    }

    private bool IsFree(DraftRow candidate, DraftRow left) =>
        candidate.Id != left.Id && candidate.MailId != left.MailId && !_deleted.Exists(draft => draft.Id == candidate.Id) && !_changed.Contains(candidate.Id);

    private DraftRow Adopt(ArrivedDraft mail, Guid? copyOf) => new(_userId, _newId(), _connectionId)
    {
        IsForeign = true,
        Subject = mail.Subject,
        ToEmails = mail.ToEmails,
        Preview = mail.Preview,
        CreatedAt = mail.IsNews ? _now : SavedAt(mail),
        SavedAt = SavedAt(mail),
        MailId = mail.Id,
        MailRevision = 1,
        Announced = mail.IsNews ? 0 : 1,
        CopyOf = copyOf,
    };

    private DraftRow OwnCopyOf(DraftRow draft)
    {
        // A version that is on its way to the mailbox is one of the copy.
        var isUnderWay = DraftPolicy.IsBeingWritten(draft);
        return new DraftRow(_userId, _newId(), _connectionId)
        {
            Content = draft.Content,
            Subject = draft.Subject,
            ToEmails = draft.ToEmails,
            Preview = draft.Preview,
            Aliases = draft.Aliases,
            Revision = isUnderWay && draft.Version < draft.Revision ? 2 : 1,
            Announced = 0,
            CreatedAt = _now,
            SavedAt = draft.SavedAt,
            Version = isUnderWay ? 1 : 0,
            VersionMessageId = isUnderWay ? draft.VersionMessageId : null,
            VersionRemoteId = isUnderWay ? draft.VersionRemoteId : null,
            VersionDate = isUnderWay ? draft.VersionDate : null,
            CopyOf = draft.Id,
        };
    }

    private void Change(DraftRow draft)
    {
        _drafts[draft.Id] = draft;
        _changed.Add(draft.Id);
    }

    // Clocks of servers can be ahead of ours.
    private DateTimeOffset SavedAt(ArrivedDraft mail)
    {
        var later = mail.Date > mail.ReceivedAt ? mail.Date : mail.ReceivedAt;
        return later < _now ? later : _now;
    }

    /// <summary>Indicates whether a message can be the next version of one that is gone. Some mail clients give each version another Message-ID.</summary>
    private static bool IsNext(LeftDraft left, ArrivedDraft mail) =>
        mail.ThreadId == left.ThreadId || (left.Draft.Subject.Length > 0 && left.Draft.Subject == mail.Subject);
}
