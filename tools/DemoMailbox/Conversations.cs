namespace EmailAgent.DemoMailbox;

/// <summary>Threads between the owner and others: questions, answers with quotes, attachments, decisions.</summary>
internal static class Conversations
{
    private const int Threads = 52;

    private static readonly (string Subject, string Opening)[] Topics =
    [
        ("Harbour lighting: cable route", "the survey shows a water main where we wanted the cable. Can we move the route two metres north?"),
        ("Harbour lighting: night test on the quay", "the night test is set for Thursday at 22:00. We need somebody at the switchboard. Could you be there?"),
        ("Website relaunch - texts for the start page", "please send the three short texts for the start page by Monday, otherwise the translation will be late."),
        ("Office move: keys and parking", "the landlord hands over the keys on the first. Who collects them, and who has a parking card already?"),
        ("Audit 2026: missing receipts", "the auditor misses four receipts from March. I have attached the list. Can you look for them?"),
        ("Lantern prototypes arrived", "the first two prototypes are here. The glass is beautiful, the hinge is not. Shall we meet and look at them?"),
        ("Budget for the second phase", "I have moved the numbers into one table. The second phase is 8 % over what we said. What can wait?"),
        ("Permit for the scaffolding", "the council wants a drawing with the escape route before it signs the permit. Do we have one?"),
        ("Minutes of our call", "here are the minutes. Please correct them by tomorrow; after that I send them to the customer."),
        ("Interview with the local paper", "a journalist would like to talk to us about the harbour project. Are you comfortable with that?"),
        ("Summer party", "we have been offered the boat house for the summer party. Which evening suits you?"),
        ("Supplier change for the fixtures", "our supplier raises prices by 12 %. I found another one with the same certificate. Objections?"),
    ];

    private static readonly string[] Answers =
    [
        "Good point. I will check and come back to you by Wednesday.",
        "Yes, that works for me. Could you send the drawing to everybody?",
        "I would rather not: the last time it cost us two weeks. Let us talk on the phone.",
        "Done. The file is in the project folder, and the customer has a copy.",
        "Please decide without me, I am travelling until Tuesday. Whatever you choose is fine.",
        "Two remarks: the date in the second line is wrong, and the total lacks the transport.",
        "Thank you! I have put it on the list for the next meeting.",
        "Can we make it an hour later? I have to be at the school first.",
        "I asked Sam; the council answers within ten days. Until then we keep the old plan.",
    ];

    public static IEnumerable<DemoMessage> Compose(Scene scene) =>
        Enumerable.Range(0, Threads).SelectMany(number => Thread(scene, Topics[number % Topics.Length], number));

    private static IEnumerable<DemoMessage> Thread(Scene scene, (string Subject, string Opening) topic, int number)
    {
        var other = scene.Pick(People.Team);
        var folder = topic.Subject.StartsWith("Harbour", StringComparison.Ordinal) ? "Projects/Harbour" : number % 5 == 0 ? "Archive" : "INBOX";
        var date = scene.SomeDate();
        var length = 1 + scene.Random.Next(6);
        var ids = new List<string>();
        var quoted = "";
        for (var turn = 0; turn < length && date < scene.Now; turn++)
        {
            var mine = turn % 2 == 1;
            var text = turn == 0 ? $"Hello {scene.Owner.FirstName},\n\n{topic.Opening}" : scene.Pick(Answers);
            var (from, to) = mine ? (scene.Owner, other) : (other, scene.Owner);
            var envelope = new Envelope(from, [to], turn == 0 ? topic.Subject : $"Re: {topic.Subject}", date)
            {
                MessageId = scene.NextMessageId(),
                References = [.. ids],
                Cc = scene.Chance(0.25) ? [scene.Pick(People.Team)] : [],
            };
            var body = $"{text}\n\nBest regards\n{from.FirstName}\n{quoted}";
            var flags = mine ? "S" : scene.ReadFlags(date) + (turn + 1 < length ? "R" : "");
            yield return envelope.Message(mine ? "Sent" : folder, flags, Body(scene, topic.Subject, body, turn));

            ids.Add(envelope.MessageId);
            quoted = Quote(body, from, date);
            date += TimeSpan.FromMinutes(scene.Random.Next(12, 60 * 40));
        }
    }

    private static BodyPart Body(Scene scene, string subject, string text, int turn)
    {
        var plain = BodyPart.Text(text);
        if (turn == 0 && subject.StartsWith("Audit", StringComparison.Ordinal))
            return BodyPart.Multipart("mixed", plain, BodyPart.Attachment("missing receipts.csv", "text/csv", "date;amount;payee\n2026-03-02;118.40;Ferry office\n"u8.ToArray()));
        if (turn == 0 && subject.StartsWith("Budget", StringComparison.Ordinal))
            return BodyPart.Multipart("mixed", plain, BodyPart.Attachment("Budgetübersicht.pdf", "application/pdf", Pdf.OnePage("Budget, second phase")));
        return scene.Chance(0.3) ? BodyPart.Multipart("alternative", plain, BodyPart.Html(Html.FromText(text))) : plain;
    }

    private static string Quote(string body, Person from, DateTimeOffset date) =>
        $"\nOn {date:yyyy-MM-dd HH:mm}, {from.Name} wrote:\n" +
        string.Concat(body.TrimEnd('\n').Split('\n').Take(24).Select(line => line.StartsWith('>') ? $">{line}\n" : $"> {line}\n"));
}
