using EmailAgent.Grains.Retrieval;
using EmailAgent.Search;
using EmailAgent.Search.Queries;

namespace EmailAgent.Grains.Tests.Retrieval;

public sealed class SearchMeaningTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 2, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("overdue invoice", "overdue invoice", 0)]
    [InlineData("from:ann overdue (late invoice)", "overdue late invoice", 1)]
    [InlineData("budget OR forecast", "budget forecast", 0)]
    [InlineData("budget OR is:unread", "", 1)]
    [InlineData("\"overdue invoice\" -draft inv* plan", "plan", 3)]
    [InlineData("subject:(a b) is:unread after:2026", "", 4)]
    public void Of_AQuery_DividesWordsAndConditions(string query, string text, int conditions)
    {
        var meaning = SearchMeaning.Of(SearchQueryParser.Parse(query, Now).Query!);

        Assert.Equal(text, meaning.Text);
        Assert.Equal(conditions, Assert.IsType<AllOf>(meaning.Filter).Parts.Count);
        Assert.All(meaning.Words, word => Assert.Equal(FieldTag.None, word.Field));
    }
}
