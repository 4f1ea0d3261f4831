using EmailAgent.Grains.Retrieval;
using EmailAgent.Intelligence.Retrieval;
using EmailAgent.Search.Queries;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Grains.Tests.Retrieval;

public sealed class RagConditionsTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 2, 12, 0, 0, TimeSpan.FromHours(1));

    [Fact]
    public void OfFilters_EachOfThem_IsACondition()
    {
        var (conditions, problem) = RagConditions.OfFilters(new RagFilters(null, "ann", "bob@example.org", "work", Now, Now.AddDays(1), HasAttachment: false));

        Assert.Null(problem);
        Assert.Equal(6, Assert.IsType<AllOf>(conditions).Parts.Count);
        Assert.Empty(Assert.IsType<AllOf>(RagConditions.OfFilters(null).Conditions).Parts);
    }

    [Fact]
    public void OfFilters_WithNothingToSearchFor_NamesThem()
    {
        var problem = RagConditions.OfFilters(new RagFilters(From: "---", To: " ")).Problem!;

        Assert.Equal((ProblemCodes.Invalid, "filters.from"), (problem.Code, problem.Field));
        Assert.Equal("filters.to", Assert.Single(problem.Others!).Field);
    }

    [Fact]
    public void WordsOf_AQuestion_LeaveOutWhatSaysNothing() =>
        Assert.Equal(["budget", "meeting"], RagConditions.WordsOf(QuestionReader.Read("When is the budget meeting?", Now)).Select(term => term.Text));

    [Fact]
    public void OfQuestion_OfAnyText_NeverFails() => Prop.ForAll<string>(text =>
    {
        var question = QuestionReader.Read($"{text} from {text} last week", Now);
        return RagConditions.OfQuestion(question) is AllOf && RagConditions.WordsOf(question).Count <= 30;
    }).QuickCheckThrowOnFailure();
}
