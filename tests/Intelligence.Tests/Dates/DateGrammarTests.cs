using EmailAgent.Intelligence.Dates;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Intelligence.Tests.Dates;

public sealed class DateGrammarTests
{
    private static readonly DateTimeOffset Sent = new(2026, 3, 4, 10, 0, 0, TimeSpan.FromHours(1));

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    [InlineData("fr")]
    [InlineData("es")]
    [InlineData("sv")]
    public void Find_InTheTableOfALanguage_IsExactFor95Percent(string language)
    {
        var rows = DateTable.Rows(language).ToList();
        var wrong = rows.Where(row => DateTable.Read(row) != row[2]).Select(row => $"{row[1]} - expected {row[2]}, found {DateTable.Read(row)}").ToList();

        Assert.Equal(60, rows.Count);
        Assert.True(wrong.Count <= 3, string.Join('\n', wrong));
    }

    [Fact]
    public void Find_InTextWithoutDates_FindsNone()
    {
        var rows = DateTable.Rows("nondates").ToList();

        Assert.Equal(60, rows.Count);
        Assert.Empty(rows.Where(row => DateTable.Read(row[0], Sent).Length > 0).Select(row => $"{row[0]} - {DateTable.Read(row[0], Sent)}"));
    }

    [Fact]
    public void Find_InAnyText_GivesSpansInOrderWithinIt() => Prop.ForAll<string, DateTimeOffset>((text, sentAt) =>
    {
        text = $"{text} am 3. Mai {text} 1/2 {text}at 3pm on{text}";
        var end = 0;
        foreach (var found in DateGrammar.Find(text, sentAt))
        {
            if (found.Start < end || found.Length < 1 || found.End > text.Length || found.EndDate < found.Date)
                return false;
            end = found.End;
        }

        return true;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("Please send it by Friday.", true)]
    [InlineData("Bitte bis zum 15.4. antworten.", true)]
    [InlineData("Réponse avant le 20 mars.", true)]
    [InlineData("Antes del viernes, por favor.", true)]
    [InlineData("Senast på fredag.", true)]
    [InlineData("We meet on Friday.", false)]
    public void Find_OfADate_KnowsWhetherItIsALimit(string text, bool expected) =>
        Assert.Equal(expected, Assert.Single(DateGrammar.Find(text, Sent)).IsDeadline);

    [Fact]
    public void Find_InAWordOfAReply_GivesThePlaceOfTheWords()
    {
        const string Text = "Could we meet next Tuesday at 3pm, or on Friday?";

        Assert.Equal(["next Tuesday at 3pm", "Friday"], DateGrammar.Find(Text, Sent).Select(found => Text.Substring(found.Start, found.Length)));
    }

    [Fact]
    public void Find_InAHugeText_Ends()
    {
        Assert.Equal(1_000, DateGrammar.Find(string.Concat(Enumerable.Repeat("Meet on Friday, 3 March at 10. ", 40_000)), Sent).Count);
        Assert.Empty(DateGrammar.Find(new string('1', 1_000_000), Sent));
        Assert.Empty(DateGrammar.Find(string.Concat(Enumerable.Repeat("the the of ", 100_000)), Sent));
    }
}
