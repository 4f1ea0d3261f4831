using EmailAgent.Intelligence.Summaries;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Intelligence.Tests.Summaries;

public sealed class SummarizerTests
{
    [Fact]
    public void Thread_IsSummarizedByItsRequestsAndItsSubject()
    {
        var thread = new[]
        {
            Message("Hello Ann,\n\nthe budget meeting takes place on Thursday in room five. The weather is nice here.\n\nBob"),
            Message("Thanks, Bob. Could you please send the budget figures before the meeting?\n\n> the budget meeting takes place on Thursday"),
        };

        var summary = Summarizer.Summarize(thread);

        Assert.Contains(summary, sentence => sentence.Quote == "Could you please send the budget figures before the meeting?" && sentence.MessageId == thread[1].Id);
        Assert.Contains(summary, sentence => sentence.Quote == "the budget meeting takes place on Thursday in room five." && sentence.MessageId == thread[0].Id);
    }

    [Fact]
    public void Message_WithoutTextOfItsAuthor_HasNone() => Assert.Empty(Summarizer.Summarize([Message("> only a quote"), Message("")]));

    [Fact]
    public void Sentences_OfAnyThread_AreLiteralAndFew() => Prop.ForAll<string[]>(texts =>
    {
        var thread = (texts ?? []).Select(text => Message($"{text} Please send the {text} report. {text}")).ToList();
        var summary = Summarizer.Summarize(thread);
        return summary.Count <= 3 && summary.All(sentence => thread.Single(message => message.Id == sentence.MessageId).Text.Substring(sentence.Start, sentence.Quote.Length) == sentence.Quote);
    }).QuickCheckThrowOnFailure();

    private static AnalyzedMessage Message(string text) => new()
    {
        Id = Guid.NewGuid(),
        MailboxId = Guid.Empty,
        ThreadId = Guid.Empty,
        Date = DateTimeOffset.UnixEpoch,
        From = new("Ann", "ann@example.org"),
        Text = text,
    };
}
