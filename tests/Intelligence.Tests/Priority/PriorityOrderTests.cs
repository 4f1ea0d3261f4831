using EmailAgent.Intelligence.Priority;

namespace EmailAgent.Intelligence.Tests.Priority;

public sealed class PriorityOrderTests
{
    [Fact]
    public void Default_OfAnAnswerToTheOwner_ScoresAboveAMassMailing()
    {
        var answer = Score(Mails.Of("Re: Lantern", "Grace, can you send it?"), new() { AnswersOwner = true, OwnMessagesInThread = 1, MessagesInThread = 1, ReceivedFromSender = 9, AnsweredFromSender = 6, SentToSender = 6 });
        var mailing = Score(Mails.Of("Sale", "Save now!") with { Signals = new() { CanUnsubscribe = true } }, PriorityFacts.None);

        Assert.True(answer.Value > mailing.Value + 0.2, $"{answer.Value} and {mailing.Value}");
    }

    [Fact]
    public void Reasons_OfAnAnswerToTheOwner_NameIt()
    {
        var score = Score(Mails.Of("Re: Lantern", "Yes."), new() { AnswersOwner = true, OwnMessagesInThread = 2, MessagesInThread = 3, ReceivedFromSender = 20, AnsweredFromSender = 2 });

        Assert.Contains(score.Reasons, reason => reason is { Code: "thread.answer", Words: "It answers a message of yours.", Weight: > 0 });
    }

    [Fact]
    public void Feedback_OnOneSender_LeavesOthersNearlyAlone()
    {
        var (judged, other) = (Mails.Of("Hello", "Text"), Mails.Of("Greetings", "Text", "charles@engine.example"));
        var model = PriorityModel.Default.Learn(PriorityFeatures.Of(judged, PriorityFacts.None, Mails.Owner), isImportant: true, weight: 1);

        var moved = model.Score(PriorityFeatures.Of(judged, PriorityFacts.None, Mails.Owner)).Value;
        Assert.True(moved > model.Score(PriorityFeatures.Of(other, PriorityFacts.None, Mails.Owner)).Value);
    }

    private static PriorityScore Score(AnalyzedMessage message, PriorityFacts facts) =>
        PriorityModel.Default.Score(PriorityFeatures.Of(message, facts with { OwnerNames = ["Grace Hopper"] }, Mails.Owner));
}
