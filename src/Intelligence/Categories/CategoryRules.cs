namespace EmailAgent.Intelligence.Categories;

/// <summary>Decisions by the headers alone, whatever the words are.</summary>
internal static class CategoryRules
{
    private const double Unlikely = 0.1;
    private const double Decisive = 100;

    private static readonly string[] ByPeople = [MessageCategory.Personal, MessageCategory.Work];
    private static readonly string[] ByStrangers = [MessageCategory.Spam, MessageCategory.Promotion, MessageCategory.Newsletter];

    /// <summary>Changes the probabilities as the headers demand, and returns the reasons for it; none if no rule applies.</summary>
    /// <param name="probabilities">The probabilities in the order of <see cref="MessageCategory.All"/>.</param>
    public static IReadOnlyList<string> Apply(AnalyzedMessage message, bool isKnownCorrespondent, double[] probabilities)
    {
        if (message.IsSent)
        {
            Scale(probabilities, category => ByPeople.Contains(category) ? 1 : 0);
            return ["You sent it."];
        }

        if (message.Signals.AutoSubmitted == "auto-replied")
        {
            Scale(probabilities, category => category == MessageCategory.Notification ? Decisive : Unlikely);
            return ["It is an automatic reply."];
        }

        if (message.AttachmentTypes.Any(type => type is "text/calendar" or "application/ics"))
        {
            // Tickets have entries for the calendar, too.
            Scale(probabilities, category => category is MessageCategory.Calendar ? Decisive : category is MessageCategory.Travel ? 1 : Unlikely);
            return ["It has a calendar entry."];
        }

        if (!isKnownCorrespondent || IsMass(message))
            return [];
        Scale(probabilities, category => ByStrangers.Contains(category) ? Unlikely : 1);
        return ["You have written to the sender before."];
    }

    private static bool IsMass(AnalyzedMessage message) =>
        message.Signals is { ListId: not null } or { CanUnsubscribe: true } or { Precedence: "bulk" or "junk" or "list" } or { AutoSubmitted: not (null or "no") };

    private static void Scale(double[] probabilities, Func<string, double> factor)
    {
        for (var i = 0; i < probabilities.Length; i++)
            probabilities[i] *= factor(MessageCategory.All[i]);
        var total = probabilities.Sum();
        for (var i = 0; i < probabilities.Length; i++)
            probabilities[i] = total > 0 ? probabilities[i] / total : factor(MessageCategory.All[i]) / MessageCategory.All.Sum(factor);
    }
}
