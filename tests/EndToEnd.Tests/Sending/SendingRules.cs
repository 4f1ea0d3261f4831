using EmailAgent.Testing;

namespace EmailAgent.EndToEnd.Tests.Sending;

/// <summary>The rules that hold after every series: nothing is lost, nothing is sent twice, and what the API reports is true.</summary>
internal static class SendingRules
{
    private static readonly string[] LastStates = ["sent", "failed", "unknown", "cancelled"];

    /// <summary>Waits until nothing is left to do.</summary>
    public static async Task SettledAsync(SendingWorld world, TimeSpan limit) => await Eventually.True(
        async () => (await world.Client.ListAsync()).All(mail => LastStates.Contains(mail.State) && mail.SentCopy != "pending"), limit);

    /// <summary>Asserts the rules for messages that were to be sent.</summary>
    public static async Task AssertLettersAsync(SendingWorld world, IReadOnlyList<Letter> letters)
    {
        var outgoing = await world.Client.ListAsync();
        // Each request was executed once, also if its answer was lost and it was repeated.
        Assert.Equal(letters.Select(letter => letter.Id).Order(), outgoing.Select(mail => mail.Id).Order());
        var arrivals = (await world.ReadArrivalsAsync()).ToLookup(arrival => arrival.MessageId);
        Assert.Empty(arrivals.Select(group => group.Key).Except(outgoing.Select(mail => mail.MessageId)));
        var sent = new Dictionary<string, ILookup<string, DeliveredMessage>>();
        foreach (var mailbox in world.Mailboxes)
            sent.Add(mailbox.ConnectionId, (await world.ReadFolderAsync(mailbox, "Sent")).ToLookup(copy => copy.MessageId));

        foreach (var letter in letters)
        {
            var mail = await world.Client.GetAsync<OutgoingAnswer>($"/outgoing/{letter.Id}");
            AssertTrue(letter, mail, [.. arrivals[mail.MessageId]]);
            AssertCopy(mail, [.. sent[mail.ConnectionId][mail.MessageId]]);
        }
    }

    /// <summary>Asserts that the log has no gap and reports the end of each message.</summary>
    public static async Task AssertEventsAsync(SendingWorld world, IReadOnlyList<Letter> letters)
    {
        var outgoing = (await world.Client.ListAsync()).ToDictionary(mail => mail.Id);
        var events = await world.Client.ReadEventsAsync();
        Assert.Equal(Enumerable.Range(1, events.Count).Select(seq => (long)seq), events.Select(entry => entry.Seq));
        var last = events.Where(entry => entry.Type == "outgoing.updated")
            .GroupBy(entry => entry.Data.GetProperty("outgoing_id").GetString()!)
            .ToDictionary(group => group.Key, group => group.Last().Data.GetProperty("state").GetString());
        foreach (var letter in letters)
            Assert.Equal(outgoing[letter.Id].State, last[letter.Id]);
    }

    /// <summary>Asserts that both sides have the same drafts, and each of them as it was saved last.</summary>
    public static async Task AssertDraftsAsync(SendingWorld world, DraftSeries drafts, TimeSpan limit)
    {
        foreach (var mailbox in world.Mailboxes)
        {
            var subjects = await Eventually.Value(
                async () => await drafts.ReadListAsync(mailbox) is { } here && here.SequenceEqual(await drafts.ReadFolderAsync(mailbox)) ? here : null, limit);
            var own = drafts.All.Where(draft => draft.Mailbox == mailbox).ToList();
            Assert.Empty(own.Where(draft => draft is { IsDeleted: false, Letter: null }).Select(draft => draft.Subject).Except(subjects));
            Assert.Empty(subjects.Intersect(own.Where(draft => draft.IsDeleted).Select(draft => draft.Subject)));
            foreach (var draft in own.Where(draft => draft.Letter is not null))
            {
                var state = (await world.Client.GetAsync<OutgoingAnswer>($"/outgoing/{draft.Letter!.Id}")).State;
                Assert.False(state == "sent" && subjects.Contains(draft.Subject), $"{draft.Subject} was sent, and is still a draft.");
            }
        }
    }

    private static void AssertTrue(Letter letter, OutgoingAnswer mail, IReadOnlyList<DeliveredMessage> arrivals)
    {
        var fate = $"{letter.Subject} is {mail.State}: {string.Join(", ", mail.Recipients)}; {mail.Error}; arrivals: {string.Join(' ', arrivals.Select(arrival => arrival.Recipient))}";
        Assert.Equal(letter.Subject, mail.Subject);
        Assert.True((mail.State == "cancelled") == (letter.IsCancelled == true), fate);
        Assert.Equal(letter.Recipients.Order(), mail.Recipients.Select(recipient => recipient.Address).Order());
        foreach (var recipient in mail.Recipients)
        {
            var count = arrivals.Where(arrival => arrival.Recipient == recipient.Address).DistinctBy(arrival => arrival.Transaction).Count();
            Assert.True(IsTrue(recipient, count), $"{recipient.Address} has it {count} times; {fate}");
        }

        Assert.Empty(arrivals.Select(arrival => arrival.Recipient).Except(letter.Recipients));
        Assert.All(arrivals, arrival => Assert.Contains($"Text of {letter.Subject}", arrival.Text, StringComparison.Ordinal));
        Assert.True(mail.State != "unknown" || !string.IsNullOrEmpty(mail.Error), $"Not explained: {fate}");
        Assert.True(mail.State != "sent" || mail.Recipients.Any(recipient => recipient.State == "sent"), fate);
    }

    private static bool IsTrue(RecipientAnswer recipient, int arrivals) => recipient.State switch
    {
        "sent" => arrivals == 1,
        "unknown" => arrivals <= 1,
        _ => arrivals == 0,
    };

    private static void AssertCopy(OutgoingAnswer mail, IReadOnlyList<DeliveredMessage> copies)
    {
        var count = copies.DistinctBy(copy => copy.Transaction).Count();
        var isRight = mail switch
        {
            { State: "sent", SentCopy: "saved" } => count == 1,
            { State: "unknown" } or { SentCopy: "failed" } => count <= 1,
            _ => count == 0,
        };
        Assert.True(isRight, $"{mail.Subject} is {mail.State}, its copy {mail.SentCopy}, and {count} copies are in the folder.");
    }
}
