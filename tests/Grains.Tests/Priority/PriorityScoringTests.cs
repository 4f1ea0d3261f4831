using EmailAgent.Grains.Priority;
using EmailAgent.Intelligence;
using EmailAgent.Intelligence.Priority;

namespace EmailAgent.Grains.Tests.Priority;

/// <summary>Scores with and without a judgement of the owner.</summary>
public sealed class PriorityScoringTests
{
    private static readonly OwnerAddresses Owner = new(["me@example.org"]);

    private static readonly AnalyzedMessage Message = new()
    {
        Id = Guid.NewGuid(),
        MailboxId = Guid.NewGuid(),
        ThreadId = Guid.NewGuid(),
        Date = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero),
        From = new Person("Ann", "ann@example.com"),
        To = [new Person(null, "me@example.org")],
        Subject = "Figures",
        Text = "Can you send me the figures?",
    };

    [Theory]
    [InlineData(null, 0, 1)]
    [InlineData(true, 0.9, 1)]
    [InlineData(false, 0, 0.1)]
    public void Score_OfAMessage_IsOnTheSideOfTheJudgementWithThreeReasons(bool? isImportant, double low, double high)
    {
        var scored = PriorityScoring.Score(PriorityModel.Default, Message, PriorityFacts.None, Owner, isImportant);

        Assert.InRange(scored.Score, (float)low, (float)high);
        Assert.Equal(3, scored.Reasons.Count);
        Assert.Equal(isImportant is not null, scored.Reasons[0].Code == PriorityScoring.JudgedCode);
        Assert.All(scored.Reasons, reason => Assert.NotEqual("", reason.Words));
    }

    [Fact]
    public void Score_OfJudgedMessages_KeepsTheirOrder()
    {
        var strong = new PriorityFacts { ReceivedFromSender = 20, AnsweredFromSender = 20, SentToSender = 20, MessagesInThread = 4, OwnMessagesInThread = 2, AnswersOwner = true };
        var list = Message with { Signals = new MessageSignals { ListId = "news.example.com", CanUnsubscribe = true } };

        foreach (var judged in new bool?[] { null, true, false })
        {
            var (high, low) = (
                PriorityScoring.Score(PriorityModel.Default, Message, strong, Owner, judged), PriorityScoring.Score(PriorityModel.Default, list, PriorityFacts.None, Owner, judged));
            Assert.True(high.Score > low.Score, $"{high.Score} > {low.Score}");
        }
    }
}
