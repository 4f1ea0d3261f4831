using EmailAgent.Grains.Drafts;

namespace EmailAgent.Grains.Tests.Drafts;

/// <summary>
/// A mailbox whose drafts are saved here and by another mail client in random order. Each version has its own text. A text is lost if neither its author
/// replaced or deleted it, and no draft has it.
/// </summary>
internal sealed class DraftSeries(Random random)
{
    private static readonly Guid User = Guid.NewGuid();
    private static readonly Guid Mailbox = Guid.NewGuid();

    private readonly Dictionary<Guid, DraftRow> _drafts = [];
    private readonly Dictionary<Guid, ArrivedDraft> _folder = [];
    private readonly HashSet<string> _texts = [];
    private DateTimeOffset _now = new(2026, 12, 2, 12, 0, 0, TimeSpan.Zero);
    private int _last;

    public bool Run(int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            _now += TimeSpan.FromSeconds(random.Next(1, 90));
            Step();
            Check();
        }

        return true;
    }

    private void Step()
    {
        switch (random.Next(7))
        {
            case 0:
                Begin();
                break;
            case 1 or 2:
                Save();
                break;
            case 3 or 4:
                Write();
                break;
            case 5:
                EditThere();
                break;
            default:
                DeleteThere();
                break;
        }
    }

    private void Begin()
    {
        var draft = new DraftRow(User, Guid.CreateVersion7(), Mailbox) { Content = NewText(), CreatedAt = _now, SavedAt = _now };
        _drafts.Add(draft.Id, draft with { Subject = draft.Content! });
    }

    /// <summary>Saves a draft here, as a caller who knows its current revision or not.</summary>
    private void Save()
    {
        if (Pick(_drafts.Values) is not { } draft)
            return;
        var isAware = random.Next(2) == 0;
        var (text, before) = (NewText(), TextOf(draft));
        var change = DraftPolicy.Save(draft, new DraftContent(text, text, [], "", []), isAware ? draft.Revision : null, _now, Guid.CreateVersion7()).Change!;
        _drafts[draft.Id] = change.Draft;
        if (change.Copy is { } copy)
            _drafts.Add(copy.Id, copy);
        else
            _texts.Remove(before); // Its author has replaced it.
    }

    private void Write()
    {
        if (Pick(_drafts.Values.Where(DraftPolicy.IsUnwritten)) is not { } draft)
            return;
        var version = new DraftVersion(draft.Id, draft.Revision, DraftPolicy.MessageIdOf(draft.Id, draft.Revision, "a@b.example"), DraftPolicy.ToSeconds(draft.SavedAt), new byte[1]);
        _drafts[draft.Id] = DraftPolicy.Begin(draft, version, _now)!;
        var mail = DraftMatchingTests.Mail(TextOf(draft)) with { MessageId = version.MessageId, Date = version.Date, ReceivedAt = version.Date };
        Commit([mail], []);
        if (_drafts[draft.Id].ReplacedId is { } replaced && _folder.ContainsKey(replaced))
            Commit([], [replaced]);
        _drafts[draft.Id] = _drafts[draft.Id] with { ReplacedId = null };
    }

    /// <summary>Another mail client saves a draft: a new message, with or without the Message-ID of the old one, which is removed.</summary>
    private void EditThere()
    {
        if (Pick(_folder.Values) is not { } old)
            return;
        // The other client may have saved it before the last save here, and the server have been slow to report it.
        var savedAt = _now - TimeSpan.FromSeconds(random.Next(120));
        var mail = DraftMatchingTests.Mail(NewText()) with { ThreadId = old.ThreadId, Date = savedAt, ReceivedAt = savedAt };
        _texts.Remove(old.Subject);
        var sameId = mail with { MessageId = old.MessageId };
        if (random.Next(2) == 0 && !_drafts.Values.Any(draft => DraftPolicy.IsVersion(draft, sameId)))
            mail = sameId;
        if (random.Next(2) == 0)
        {
            Commit([mail], [old.Id]);
        }
        else
        {
            Commit([mail], []);
            Commit([], [old.Id]);
        }
    }

    private void DeleteThere()
    {
        if (Pick(_folder.Values) is not { } mail)
            return;
        _texts.Remove(mail.Subject);
        Commit([], [mail.Id]);
    }

    private void Commit(ArrivedDraft[] arrived, Guid[] gone)
    {
        foreach (var mail in arrived)
            _folder.Add(mail.Id, mail);
        var threads = gone.ToDictionary(id => id, id => _folder[id].ThreadId);
        foreach (var id in gone)
            _folder.Remove(id);
        RecentDraft[] recent = [.. _drafts.Values
            .Where(draft => draft is { Content: null, CopyOf: null, MailId: not null } && draft.CreatedAt > _now.AddMinutes(-2) && _folder.ContainsKey(draft.MailId.Value))
            .Select(draft => new RecentDraft(draft, _folder[draft.MailId!.Value]))];
        var plan = DraftMatching.Plan(User, Mailbox, _drafts.Values, arrived, threads, recent, _now, Guid.CreateVersion7);
        foreach (var draft in plan.Deleted)
            _drafts.Remove(draft.Id);
        foreach (var draft in plan.Changed)
            _drafts[draft.Id] = draft;
        foreach (var draft in plan.Added)
            _drafts.Add(draft.Id, draft with { Announced = draft.Revision });
    }

    private void Check()
    {
        var mails = _drafts.Values.Select(draft => draft.MailId).OfType<Guid>().ToList();
        Assert.Equal(mails.Distinct().Count(), mails.Count);
        Assert.All(mails, mail => Assert.Contains(mail, _folder.Keys));
        Assert.Subset(_drafts.Values.Select(TextOf).ToHashSet(), _texts);
    }

    private string TextOf(DraftRow draft) => draft.IsForeign ? _folder[draft.MailId!.Value].Subject : draft.Content!;

    private string NewText()
    {
        var text = $$"""{"subject":"{{++_last}}"}""";
        _texts.Add(text);
        return text;
    }

    private T? Pick<T>(IEnumerable<T> items)
        where T : class
    {
        var all = items.ToList();
        return all.Count == 0 ? null : all[random.Next(all.Count)];
    }
}
