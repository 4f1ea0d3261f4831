using EmailAgent.Intelligence.Tasks;

namespace EmailAgent.Intelligence.Tests.Tasks;

/// <summary>Reports of later messages, and the tasks that they close.</summary>
public sealed class TaskClosingTests
{
    private const string Bob = "bob@example.com";

    private static readonly DateTimeOffset Monday = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Hi Ann,\n\nI've sent the signed contract this morning.\nBest", "I've sent the signed contract this morning.")]
    [InlineData("Done!", "Done!")]
    [InlineData("Please find attached the quarterly report. See you.", "Please find attached the quarterly report.")]
    [InlineData("Die Rechnung ist bezahlt.", "Die Rechnung ist bezahlt.")]
    [InlineData("C'est fait.", "C'est fait.")]
    [InlineData("He enviado el contrato.", "He enviado el contrato.")]
    [InlineData("Rapporten är klar.", "Rapporten är klar.")]
    public void Find_OfAReport_ReturnsItLiterally(string text, string quote)
    {
        var report = Assert.Single(CompletionFinder.Find(Message(text)));

        Assert.Equal((quote, quote), (report.Quote, text.Substring(report.Start, report.Quote.Length)));
    }

    [Theory]
    [InlineData("Is it done?")]
    [InlineData("It is not done yet.")]
    [InlineData("I will write when it is done.")]
    [InlineData("> I've sent the contract.")]
    [InlineData("-- \nDone Ltd.")]
    [InlineData("Die Rechnung ist nicht bezahlt.")]
    [InlineData("")]
    public void Find_OfADoubtOrAQuote_ReturnsNothing(string text) => Assert.Empty(CompletionFinder.Find(Message(text)));

    [Fact]
    public void Close_ByAReportThatNamesTheSubject_ClosesThatTaskOnly()
    {
        var (contract, slides) = (Task("Please send the signed contract"), Task("Please review the slides"));
        var report = Report("I've sent the contract to you.", Monday.AddDays(1));

        var (taskId, by) = Assert.Single(TaskClosing.Find([contract, slides], [report]));

        Assert.Equal((contract.Id, report), (taskId, by));
    }

    [Fact]
    public void Close_InAThreadThatAStrangerMadeLong_ComparesTheNewestOnly()
    {
        var tasks = Enumerable.Range(0, 20_000).Select(i => Task($"Please send the contract {i}")).ToList();
        var reports = Enumerable.Range(0, 20_000).Select(i => Report(i % 2 == 0 ? "Done!" : "I've sent the contract to you.", Monday.AddDays(1).AddSeconds(i))).ToList();

        Assert.Equal(200, TaskClosing.Find(tasks, reports).Count);
    }

    [Fact]
    public void Close_ByAReportWithoutASubject_NeedsASingleTask()
    {
        var (one, other) = (Task("Please send the signed contract"), Task("Please review the slides"));
        var report = Report("Done!", Monday.AddDays(1));

        Assert.Equal(one.Id, Assert.Single(TaskClosing.Find([one], [report])).TaskId);
        Assert.Empty(TaskClosing.Find([one, other], [report]));
    }

    [Fact]
    public void Close_ByAReportOfAnotherSubjectPersonOrTime_ClosesNothing()
    {
        var task = Task("Please send the signed contract");

        Assert.Empty(TaskClosing.Find([task], [Report("I've paid the hotel.", Monday.AddDays(1))]));
        Assert.Empty(TaskClosing.Find([task], [Report("Done!", Monday.AddDays(1), Bob)]));
        Assert.Empty(TaskClosing.Find([task], [Report("Done!", Monday)]));
        Assert.Single(TaskClosing.Find([task with { Assignee = Bob }], [Report("Done!", Monday.AddDays(1), Bob)]));
    }

    [Fact]
    public void Close_ByTwoReports_TakesTheFirst()
    {
        var (task, second, first) = (Task("Please send the contract"), Report("Done!", Monday.AddDays(2)), Report("Contract is attached.", Monday.AddDays(1)));

        Assert.Same(first, Assert.Single(TaskClosing.Find([task], [second, first])).Report);
    }

    [Theory]
    [InlineData("Send me the report.", " send  me the Report", true)]
    [InlineData("Schickst du mir die Übersicht?", "schickst du mir die U\u0308bersicht", true)]
    [InlineData("Pay invoice 12.", "Pay invoice 13.", false)]
    public void Span_OfSentences_IsThatOfTheirLettersAndDigits(string one, string other, bool isSame) => Assert.Equal(isSame, TaskSpan.Of(one) == TaskSpan.Of(other));

    private static OpenTask Task(string text) => new(Guid.NewGuid(), Monday, text, null);

    private static DatedReport Report(string quote, DateTimeOffset date, string? sender = null) => new(Guid.NewGuid(), date, sender, new CompletionReport(quote, 0));

    private static AnalyzedMessage Message(string text) => new()
    {
        Id = Guid.NewGuid(),
        MailboxId = Guid.NewGuid(),
        ThreadId = Guid.NewGuid(),
        Date = Monday,
        From = new Person(null, Bob),
        Text = text,
    };
}
