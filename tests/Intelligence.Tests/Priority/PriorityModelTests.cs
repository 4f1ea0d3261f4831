using EmailAgent.Intelligence.Priority;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Intelligence.Tests.Priority;

public sealed class PriorityModelTests
{
    [Fact]
    public void Score_OfAnyMessageAndFacts_IsAProbabilityWithThreeReasons() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(string Subject, string Text, int[] Facts)>(), input =>
        {
            var score = PriorityModel.Default.Score(Features(input.Subject, input.Text, input.Facts));
            return score.Value is >= 0 and <= 1 && score.Reasons.Count == 3
                && score.Reasons.All(reason => reason.Words.EndsWith('.') && double.IsFinite(reason.Weight))
                && Math.Abs(score.Reasons[0].Weight) >= Math.Abs(score.Reasons[2].Weight);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Learn_FromAnything_MovesTheScoreInItsDirection() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(string Subject, int[] Facts, bool[] Before)>(), ArbMap.Default.ArbFor<bool>(), (input, isImportant) =>
        {
            var features = Features(input.Subject, "", input.Facts);
            var model = (input.Before ?? []).Aggregate(PriorityModel.Default, (learned, judgement) => learned.Learn(features, judgement, 1));
            var (before, after) = (model.Score(features).Value, model.Learn(features, isImportant, 1).Score(features).Value);
            return isImportant ? after >= before : after <= before;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Learn_FromAnExplicitJudgement_MovesTheScoreAtOnce()
    {
        var features = Features("Lunch?", "Shall we meet on Friday?", [10, 9, 8]);
        var before = PriorityModel.Default.Score(features).Value;

        var after = PriorityModel.Default.Learn(features, isImportant: false, weight: 1).Score(features).Value;

        Assert.True(after < before * 0.8, $"{before} only became {after}");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Learn_FromHostileFeedback_StaysFiniteAndCanBeUndone(bool isImportant)
    {
        var features = Features("Offer", "Buy now!", [int.MaxValue, int.MinValue, int.MaxValue]);
        var model = PriorityModel.Default;
        for (var i = 0; i < 5_000; i++)
            model = model.Learn(features, isImportant, i % 3 == 0 ? double.PositiveInfinity : 1);
        model = model.Learn(features, isImportant, double.NaN);

        Assert.True(double.IsFinite(model.Score(features).Value));
        Assert.DoesNotContain("NaN", model.ToJson(), StringComparison.Ordinal);
        for (var i = 0; i < 500; i++)
            model = model.Learn(features, !isImportant, 1);
        Assert.Equal(!isImportant, model.Score(features).Value > 0.5);
    }

    [Fact]
    public void Learn_FromManySenders_RemembersABoundedNumber()
    {
        var model = PriorityModel.Default;
        for (var i = 0; i < PriorityWeights.MaxMemories + 100; i++)
            model = model.Learn(PriorityFeatures.Of(Mails.Of("", "", $"sender{i}@crowd.example"), PriorityFacts.None, Mails.Owner), i % 2 == 0, 1);

        Assert.InRange(model.ToJson().Length, 1, 200_000);
        Assert.Equal(model.ToJson(), PriorityModel.Parse(model.ToJson()).ToJson());
    }

    [Fact]
    public void Json_OfAnyModel_IsReadBackEqual() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(string Subject, bool IsImportant, double Weight)[]>(), lessons =>
        {
            var model = (lessons ?? []).Aggregate(
                PriorityModel.Default, (learned, lesson) => learned.Learn(Features(lesson.Subject, "", []), lesson.IsImportant, lesson.Weight));
            return PriorityModel.Parse(model.ToJson()).ToJson() == model.ToJson();
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Parse_OfAnything_ReturnsAModelThatScores() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => IsSound(PriorityModel.Parse(text ?? ""))).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"version\":99}")]
    [InlineData("{\"version\":1,\"bias\":1e999,\"weights\":{\"bulk\":-1e300,\"list\":\"x\"},\"memories\":{\"zz\":1,\"ff\":1e308}}")]
    [InlineData("{\"version\":1,\"weights\":[],\"memories\":3,\"lessons\":-1}")]
    [InlineData("\ud800")]
    public void Parse_OfBrokenModels_IsSound(string json) => Assert.True(IsSound(PriorityModel.Parse(json)));

    [Fact]
    public void Features_OfAHugeText_AreReadFromItsBeginning()
    {
        var text = string.Concat(Enumerable.Repeat("a\u0301?>\n", 2_000_000));

        var score = PriorityModel.Default.Score(Features(text, text, []));

        Assert.InRange(score.Value, 0, 1);
    }

    private static bool IsSound(PriorityModel model) => model.Score(Features("Hello", "How are you?", [1])).Value is > 0 and < 1;

    private static PriorityFeatures Features(string? subject, string? text, int[]? facts)
    {
        int Fact(int index) => facts?.Length > index ? facts[index] : 0;
        return PriorityFeatures.Of(Mails.Of(subject ?? "", text ?? ""), new()
        {
            ReceivedFromSender = Fact(0),
            ReadFromSender = facts?.Length > 1 ? facts[1] : null,
            AnsweredFromSender = Fact(2),
            SentToSender = Fact(3),
            MessagesInThread = Fact(4),
            OwnMessagesInThread = Fact(5),
            ReceivedFromList = Fact(6),
            AnsweredFromList = Fact(7),
            ImportantFromSender = Fact(8),
            UnimportantFromSender = Fact(9),
            TimeToAnswerSender = facts?.Length > 10 ? TimeSpan.FromMinutes(facts[10]) : null,
            AnswersOwner = Fact(11) > 0,
            OwnerNames = ["Grace Hopper"],
        }, Mails.Owner);
    }
}
