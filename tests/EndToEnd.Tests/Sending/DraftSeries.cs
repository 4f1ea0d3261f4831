using System.Globalization;
using System.Net;
using System.Text;
using EmailAgent.Testing;

namespace EmailAgent.EndToEnd.Tests.Sending;

/// <summary>Drafts that two clients write: one over the API, and a mail client over the IMAP server.</summary>
/// <param name="letters">Takes the drafts that are sent.</param>
internal sealed class DraftSeries(SendingWorld world, Random random, int seed, List<Letter> letters)
{
    private const string Folder = "Drafts";
    private const string Path = "/emails/draft";
    private const string ListPath = "/emails/drafts";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly List<WrittenDraft> _all = [];
    private int _subjects;

    /// <summary>Gets all drafts, also those that were deleted or sent.</summary>
    public IReadOnlyList<WrittenDraft> All => _all;

    public Task<string> StepAsync()
    {
        if (Pick() is not { } draft)
            return CreateAsync();
        return random.Next(10) switch
        {
            0 or 1 => CreateAsync(),
            2 or 3 or 4 => SaveAsync(draft),
            5 => EditElsewhereAsync(draft),
            6 => SaveOnBothSidesAsync(draft),
            7 => DeleteAsync(draft),
            8 => DeleteElsewhereAsync(draft),
            _ => SendAsync(draft),
        };
    }

    /// <summary>Returns the subjects of all drafts of a mailbox over the API, once each of them is in the mailbox.</summary>
    public async Task<IReadOnlyList<string>?> ReadListAsync(SendingMailbox mailbox)
    {
        var drafts = await ListAsync(mailbox);
        return drafts.All(draft => draft.InMailbox) ? Sorted(drafts.Select(draft => draft.Subject)) : null;
    }

    /// <summary>Returns the subjects of all drafts of a mailbox on its server.</summary>
    public async Task<IReadOnlyList<string>> ReadFolderAsync(SendingMailbox mailbox) =>
        Sorted((await world.ReadFolderAsync(mailbox, Folder)).Select(SubjectOf));

    private async Task<string> CreateAsync()
    {
        var mailbox = world.Mailboxes[random.Next(2)];
        var (subject, recipient) = (NextSubject(), $"user{random.Next(1, 51)}@{PostfixServer.Domain}");
        var created = await world.Client.SendAsync<DraftAnswer>(HttpMethod.Post, Path, Body(mailbox, recipient, subject));
        _all.Add(new WrittenDraft(created.Id, mailbox, recipient, subject));
        return $"begin draft {subject}";
    }

    private async Task<string> SaveAsync(WrittenDraft draft)
    {
        var before = draft.Subject;
        await SaveAsync(draft, NextSubject());
        return $"save draft {before} as {draft.Subject}";
    }

    private async Task SaveAsync(WrittenDraft draft, string subject)
    {
        await world.Client.SendAsync<DraftAnswer>(HttpMethod.Put, $"{Path}/{draft.Id}", Body(draft.Mailbox, draft.Recipient, subject));
        draft.Subject = subject;
    }

    /// <summary>The mail client saves the draft: a new message appears, and the old one is removed.</summary>
    private async Task<string> EditElsewhereAsync(WrittenDraft draft)
    {
        var (before, subject) = (draft.Subject, NextSubject());
        await ReplaceAsync(draft, await FindAsync(draft), subject);
        draft.Subject = subject;
        await Eventually.True(async () => (await FindListedAsync(draft))?.Subject == subject, Limit);
        return $"save draft {before} elsewhere as {subject}";
    }

    /// <summary>Both save the same version: the later one wins, and the other is kept as a copy.</summary>
    private async Task<string> SaveOnBothSidesAsync(WrittenDraft draft)
    {
        var (before, here, elsewhere) = (draft.Subject, NextSubject(), NextSubject());
        var message = await FindAsync(draft);
        await Task.WhenAll(SaveAsync(draft, here), ReplaceAsync(draft, message, elsewhere, before));
        var both = await Eventually.Value(
            async () =>
            {
                var list = (await ListAsync(draft.Mailbox)).Where(found => found.Subject == here || found.Subject == elsewhere).DistinctBy(found => found.Subject).ToDictionary(found => found.Subject);
                return list.Count == 2 ? list : null;
            },
            Limit);
        draft.Id = both[here].Id;
        _all.Add(new WrittenDraft(both[elsewhere].Id, draft.Mailbox, draft.Recipient, elsewhere));
        return $"save draft {before} here as {here}, elsewhere as {elsewhere}";
    }

    private async Task<string> DeleteAsync(WrittenDraft draft)
    {
        draft.IsDeleted = true;
        var answer = await world.Client.SendAsync(HttpMethod.Delete, $"{Path}/{draft.Id}");
        // A repetition finds it deleted.
        Assert.True(answer.Status is HttpStatusCode.NoContent or HttpStatusCode.NotFound, $"{draft.Subject}: {answer}");
        return $"delete draft {draft.Subject}";
    }

    private async Task<string> DeleteElsewhereAsync(WrittenDraft draft)
    {
        await FindAsync(draft);
        draft.IsDeleted = true;
        await ExpungeAsync(draft.Mailbox, draft.Subject);
        await Eventually.True(async () => (await world.Client.SendAsync(HttpMethod.Get, $"{Path}/{draft.Id}")).Status == HttpStatusCode.NotFound, Limit);
        return $"delete draft {draft.Subject} elsewhere";
    }

    private async Task<string> SendAsync(WrittenDraft draft)
    {
        // What the other client has saved is read first.
        await Eventually.True(async () => (await world.Client.SendAsync(HttpMethod.Get, $"{Path}/{draft.Id}")).Status == HttpStatusCode.OK, Limit);
        var answer = await world.Client.SendAsync<SendAnswer>(HttpMethod.Post, $"{Path}/{draft.Id}/send", new { undo_seconds = 0 });
        draft.Letter = new Letter(answer.Id, draft.Subject, draft.Mailbox, [draft.Recipient], IsScheduled: false);
        lock (letters)
            letters.Add(draft.Letter);
        return $"send draft {draft.Subject}";
    }

    /// <summary>Waits until the draft is in the mailbox as it was saved last.</summary>
    private async Task<DeliveredMessage> FindAsync(WrittenDraft draft)
    {
        await Eventually.True(async () => await FindListedAsync(draft) is { InMailbox: true }, Limit);
        return await Eventually.Value(
            async () => (await world.ReadFolderAsync(draft.Mailbox, Folder)).FirstOrDefault(message => SubjectOf(message) == draft.Subject), Limit);
    }

    private Task ReplaceAsync(WrittenDraft draft, DeliveredMessage message, string subject) => ReplaceAsync(draft, message, subject, draft.Subject);

    private async Task ReplaceAsync(WrittenDraft draft, DeliveredMessage message, string subject, string before)
    {
        // Mail clients write another date with each save.
        var text = message.Text.Replace(before, subject, StringComparison.Ordinal).Replace("Date: ", "X-Former-Date: ", StringComparison.Ordinal);
        var raw = $"Date: {TimeProvider.System.GetUtcNow().AddSeconds(5):r}\r\n{text}";
        await world.Dovecot.Mailbox(draft.Mailbox.User).AddAsync(Folder, Encoding.Latin1.GetBytes(raw), "DS");
        await ExpungeAsync(draft.Mailbox, before);
    }

    private Task<string> ExpungeAsync(SendingMailbox mailbox, string subject) =>
        world.Dovecot.DoveadmAsync("expunge", "-u", mailbox.User, "mailbox", Folder, "header", "Subject", subject);

    private async Task<ListedDraftAnswer?> FindListedAsync(WrittenDraft draft) => (await ListAsync(draft.Mailbox)).FirstOrDefault(found => found.Id == draft.Id);

    private async Task<IReadOnlyList<ListedDraftAnswer>> ListAsync(SendingMailbox mailbox)
    {
        var all = new List<ListedDraftAnswer>();
        string? after = null;
        do
        {
            var page = await world.Client.GetAsync<DraftPageAnswer>($"{ListPath}?limit=100" + (after is null ? "" : $"&after={Uri.EscapeDataString(after)}"));
            all.AddRange(page.Items.Where(draft => draft.ConnectionId == mailbox.ConnectionId));
            after = page.NextAfter;
        }
        while (after is not null);
        return all;
    }

    private WrittenDraft? Pick()
    {
        var open = _all.Where(draft => draft is { IsDeleted: false, Letter: null }).ToList();
        return open.Count == 0 ? null : open[random.Next(open.Count)];
    }

    // The dot ends it, so that no subject is part of another.
    private string NextSubject() => $"d{seed.ToString(CultureInfo.InvariantCulture)}x{_subjects++}.";

    private static Dictionary<string, object> Body(SendingMailbox mailbox, string recipient, string subject) => new()
    {
        ["connection_id"] = mailbox.ConnectionId,
        ["to"] = new[] { recipient },
        ["subject"] = subject,
        ["body_text"] = $"Text of {subject}",
    };

    private static string SubjectOf(DeliveredMessage message) =>
        message.Text.Split('\n').First(line => line.StartsWith("Subject: ", StringComparison.Ordinal))["Subject: ".Length..].TrimEnd();

    private static List<string> Sorted(IEnumerable<string> subjects) => [.. subjects.Order(StringComparer.Ordinal)];
}
