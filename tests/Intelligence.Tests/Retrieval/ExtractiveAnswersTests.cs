using EmailAgent.Intelligence.Retrieval;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Intelligence.Tests.Retrieval;

public sealed class ExtractiveAnswersTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly AnswerSource[] Mail =
    [
        Source("Budget meeting", "Ann Smith ann@example.org", "Hello all,\n\nthe budget meeting takes place on Thursday at 14:00 in room 5. Please bring your figures.\n\nAnn"),
        Source("Re: Budget meeting", "Bob bob@example.org", "When is the budget meeting? I have lost the invitation.\n\n> the budget meeting takes place on Friday at 9:00"),
        Source("Your order", "Acme Shop orders@acme.example", "Thank you for your order. The printer costs 249.90 Euro. It will be delivered next week."),
        Source("Contract", "Carol carol@example.org", "The contract with the landlord was approved by Dave Miller. A copy is attached."),
        Source("Lunch", "Eve eve@example.org", "Shall we have lunch at the harbour? The fish is good there."),
    ];

    [Theory]
    [InlineData("When is the budget meeting?", "the budget meeting takes place on Thursday at 14:00 in room 5.")]
    [InlineData("How much does the printer cost?", "The printer costs 249.90 Euro.")]
    [InlineData("Who approved the contract?", "The contract with the landlord was approved by Dave Miller.")]
    [InlineData("What did Ann say about figures for the meeting?", "Please bring your figures.")]
    public void Answer_ThatTheMailHas_IsQuoted(string question, string quote)
    {
        var answer = ExtractiveAnswers.Answer(QuestionReader.Read(question, Now), Mail);

        Assert.Equal(quote, Assert.IsType<MailAnswer>(answer).Citations[0].Quote);
        Assert.StartsWith(quote + " [1]", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("When does the flight to Lisbon leave?")]
    [InlineData("How much does the telescope cost?")]
    [InlineData("Who approved the merger with Initech?")]
    [InlineData("What is the password of the alarm system?")]
    [InlineData("When is the Initech meeting?")]
    [InlineData("When is the budget meeting of 2031?")]
    [InlineData("How much does the contract cost?")]
    public void Answer_ThatTheMailLacks_IsNone(string question) => Assert.Null(ExtractiveAnswers.Answer(QuestionReader.Read(question, Now), Mail).Text);

    [Theory]
    [InlineData("How much is the last invoice of the landlord?", "The invoice of the landlord is 812 Euro.")]
    [InlineData("How much is the invoice of the landlord of 795 Euro?", "The invoice of the landlord is 795 Euro.")]
    public void Answer_ToTheLastOfSeveral_QuotesTheNewest(string question, string quote)
    {
        AnswerSource[] invoices = [.. new[] { 795, 812, 780 }.Select((amount, i) =>
            Source("Invoice", "Acme acme@example.org", $"The invoice of the landlord is {amount} Euro.") with { Date = Now.AddDays(i == 1 ? -1 : -40 - i) })];

        Assert.Equal(quote, ExtractiveAnswers.Answer(QuestionReader.Read(question, Now), invoices).Citations[0].Quote);
    }

    [Fact]
    public void Answer_ToATimeAlone_QuotesTheMessages()
    {
        var answer = ExtractiveAnswers.Answer(QuestionReader.Read("What did Acme write last week?", Now), [Mail[2]]);

        Assert.Equal("The printer costs 249.90 Euro.", Assert.Single(answer.Citations).Quote);
    }

    [Fact]
    public void Similarities_OfTheWrongPassages_NeverMakeAnAnswer()
    {
        var question = QuestionReader.Read("How much does the telescope cost?", Now);

        Assert.Null(ExtractiveAnswers.Answer(question, Mail, quotes => [.. quotes.Select(_ => 1f)]).Text);
    }

    [Fact]
    public void Citations_OfAnyMail_AreLiteral() => Prop.ForAll<string[], string>((texts, words) =>
    {
        AnswerSource[] sources = [.. (texts ?? []).Select(text => Source(words ?? "", "someone", $"{text} {words}. {words} and {text}"))];
        var answer = ExtractiveAnswers.Answer(QuestionReader.Read(words ?? "", Now), sources, quotes => [.. quotes.Select(quote => quote.Length / 400f)]);
        var byId = sources.ToDictionary(source => source.MessageId);
        return (answer.Text is null) == (answer.Citations.Count == 0)
            && answer.Citations.All(citation => AnswerSupport.IsLiteral(byId[citation.MessageId].Text, citation) && citation.Score is >= 0 and <= 1);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("The meeting is on Thursday.", true)]
    [InlineData("The meeting is at 14:00.", true)]
    [InlineData("The meeting is at 15:00.", false)]
    [InlineData("The meeting was cancelled by the landlord's lawyer.", false)]
    [InlineData("", false)]
    public void Follows_AClaim_OnlyFromItsQuotes(string claim, bool expected) =>
        Assert.Equal(expected, AnswerSupport.Follows(claim, ["the budget meeting takes place on Thursday at 14:00 in room 5."]));

    [Fact]
    public void IsLiteral_OfAnInventedQuote_IsFalse()
    {
        var id = Guid.NewGuid();

        Assert.True(AnswerSupport.IsLiteral("a quote", new AnswerCitation(id, "quote", 2, 1)));
        Assert.False(AnswerSupport.IsLiteral("a quote", new AnswerCitation(id, "quotes", 2, 1)));
        Assert.False(AnswerSupport.IsLiteral("a quote", new AnswerCitation(id, "quote", 3, 1)));
        Assert.False(AnswerSupport.IsLiteral("a quote", new AnswerCitation(id, "quote", -1, 1)));
        Assert.False(AnswerSupport.IsLiteral("a quote", new AnswerCitation(id, "", 2, 1)));
    }

    private static AnswerSource Source(string subject, string sender, string text) => new(Guid.NewGuid(), Guid.NewGuid(), Now, sender, subject, text);
}
