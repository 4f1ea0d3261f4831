namespace EmailAgent.Intelligence.Priority;

/// <summary>The features of the model.</summary>
internal static class PriorityFeatureTable
{
    // Shares are drawn towards this value as long as there are few messages to count.
    private const double UsualShare = 0.1;
    private const double UsualCount = 3;
    private const double LeastShare = 250;

    /// <summary>The features in the order of <see cref="PriorityFeatures.Values"/>.</summary>
    public static readonly IReadOnlyList<PriorityFeature> All =
    [
        new("sender.answers", input => Share(input.Facts.AnsweredFromSender, input.Facts.ReceivedFromSender), "You often answer this sender.", "You rarely answer this sender."),
        new("sender.reads", input => Read(input.Facts), "You usually read mail from this sender.", "You rarely read mail from this sender."),
        new("sender.written", input => Scale(input.Facts.SentToSender, 20), "You have written to this sender.", "You have hardly written to this sender."),
        new("sender.new", input => Flag(input.Facts is { ReceivedFromSender: 0, SentToSender: 0 }), "This is the sender's first message to you.", "You know this sender."),
        new("sender.frequent", input => Scale(input.Facts.ReceivedFromSender, 200), "This sender writes often.", "This sender writes rarely."),
        new("sender.quick", input => Quickness(input.Facts.TimeToAnswerSender), "You answer this sender quickly.", "You take your time to answer this sender."),
        new("sender.judged", input => Judged(input.Facts), "You marked mail from this sender as important.", "You marked mail from this sender as not important."),
        new("sender.automatic", input => Flag(input.IsAutomatic), "A program sent it.", "A person sent it."),
        new("to.owner", input => Flag(input.IsToOwner), "It is addressed to you.", "It is not addressed to you."),
        new("to.only", input => Flag(input is { IsToOwner: true, Message: { To.Count: 1, Cc.Count: 0 } }), "You are the only recipient.", "You are not the only recipient."),
        new("cc.owner", input => Flag(input is { IsCcOwner: true, IsToOwner: false }), "You only receive a copy.", "You do not just receive a copy."),
        new("to.many", input => Scale(input.Message.To.Count + input.Message.Cc.Count - 1, 30), "It went to many recipients.", "It went to few recipients."),
        new("list", input => Flag(input.Message.Signals.ListId is not null), "It comes from a mailing list.", "It does not come from a mailing list."),
        new("list.answers", input => Share(input.Facts.AnsweredFromList, input.Facts.ReceivedFromList), "You often answer mail of this list or organization.", "You rarely answer mail of this list or organization."),
        new("list.recent", input => Recency(input.Facts.SinceOwnMessageToList, days: 2), "You wrote to this list or organization recently.", "You have not written to this list or organization lately."),
        new("bulk", input => Flag(input.IsBulk), "It is a mass mailing.", "It is not a mass mailing."),
        new("thread.own", input => Scale(input.Facts.OwnMessagesInThread, 5), "You wrote in this thread.", "You have not written in this thread."),
        new("thread.recent", input => Recency(input.Facts.SinceOwnMessageInThread, days: 1), "You wrote in this thread recently.", "You have not written in this thread lately."),
        new("thread.answer", input => Flag(input.Facts.AnswersOwner), "It answers a message of yours.", "It does not answer a message of yours."),
        new("thread.length", input => Scale(input.Facts.MessagesInThread, 30), "The thread is long.", "The thread is short."),
        new("thread.first", input => Flag(input.Facts.MessagesInThread == 0), "It begins a thread.", "It continues a thread."),
        new("text.question", input => Scale(input.Text.Questions, 3), "It asks a question.", "It asks no question."),
        new("text.new-question", input => Flag(input is { Facts.MessagesInThread: 0, Text.Questions: > 0 }), "It begins a thread with a question.", "It begins no thread with a question."),
        new("text.request", input => Flag(input.Facts.HasRequest ?? Has(input, PriorityCues.Request)), "It contains a request.", "It contains no request."),
        new("text.deadline", input => Flag(input.Facts.HasDeadline ?? Has(input, PriorityCues.Deadline)), "It names a day or a deadline.", "It names no deadline."),
        new("text.urgent", input => Flag(Has(input, PriorityCues.Urgent)), "It says that it is urgent or important.", "It does not say that it is urgent."),
        new("text.name", input => Flag(input.Text.NamesOwner), "It names you.", "It does not name you."),
        new("text.long", input => Scale(input.Text.Words, 400), "It is long.", "It is short."),
        new("attachment", input => Flag(input.Message.AttachmentTypes.Count > 0), "It has an attachment.", "It has no attachment."),
        new("invitation", input => Flag(input.Message.AttachmentTypes.Contains("text/calendar")), "It is an invitation.", "It is no invitation."),
    ];

    private static double Flag(bool value) => value ? 1 : 0;

    private static bool Has(PriorityInput input, int cue) => (input.Text.Cues & cue) != 0;

    // 0 for none, 1 for the given count or more; differences of small counts matter more.
    private static double Scale(int count, int most) => Math.Log(1 + Math.Clamp(count, 0, most)) / Math.Log(1 + most);

    // Shares of answers differ by factors: 0 for one in 250, 1 for all.
    private static double Share(int part, int all) => Math.Log(LeastShare * Drawn(part, all)) / Math.Log(LeastShare);

    private static double Drawn(int part, int all) =>
        (Math.Max(0, part) + UsualShare * UsualCount) / (Math.Max(Math.Max(0, part), (double)all) + UsualCount);

    private static double Read(PriorityFacts facts) =>
        facts.ReadFromSender is { } read && facts.ReceivedFromSender > 0 ? Drawn(read, facts.ReceivedFromSender) : double.NaN;

    private static double Quickness(TimeSpan? time) => time is { } known ? 1 / (1 + Math.Max(0, known.TotalHours) / 12) : 0;

    // 1 for now, a half after the given days.
    private static double Recency(TimeSpan? time, double days) => time is { } known ? 1 / (1 + Math.Max(0, known.TotalDays) / days) : 0;

    private static double Judged(PriorityFacts facts) =>
        (Math.Max(0, facts.ImportantFromSender) + 1.0) / (Math.Max(0, facts.ImportantFromSender) + Math.Max(0.0, facts.UnimportantFromSender) + 2);
}
