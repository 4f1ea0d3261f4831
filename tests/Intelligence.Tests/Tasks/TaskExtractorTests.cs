using EmailAgent.Intelligence.Tasks;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Intelligence.Tests.Tasks;

public sealed class TaskExtractorTests
{
    private static readonly OwnerAddresses Owner = new(["owner@home.example"]);

    [Theory]
    [InlineData("Hi,\n\ncould you please send me the signed contract by Friday?\n\nThanks\nAnn", "request", "Send me the signed contract by Friday", "2026-12-04", true)]
    [InlineData("Please review the attached draft.", "request", "Review the attached draft", null, true)]
    [InlineData("I'll upload the photos tomorrow at 3 pm.", "commitment", "Upload the photos tomorrow at 3 pm", "2026-12-03T15:00", false)]
    [InlineData("When does the train leave?", "question", "When does the train leave", null, true)]
    [InlineData("Könntest du bitte die Rechnung bis Freitag bezahlen?", "request", "Die Rechnung bis Freitag bezahlen", "2026-12-04", true)]
    [InlineData("Could you send me the numbers next week?", "request", "Send me the numbers next week", "2026-12-13", true)]
    public void Sentence_ThatAsksOrPromises_IsATask(string text, string kind, string title, string? due, bool isForOwner)
    {
        var task = Assert.Single(TaskExtractor.Extract(Message(text), Owner));

        Assert.Equal((kind, title, isForOwner), (task.Kind, task.Title, task.IsForOwner));
        Assert.Equal(due, task.DueAt?.ToString(task.DueHasTime ? "yyyy-MM-dd'T'HH:mm" : "yyyy-MM-dd", null));
        Assert.Equal(isForOwner ? null : "ann@example.org", task.AssigneeEmail);
    }

    [Theory]
    [InlineData("The train leaves at nine.")]
    [InlineData("> could you send me the contract?")]
    [InlineData("")]
    public void Sentence_ThatInforms_IsNone(string text) => Assert.Empty(TaskExtractor.Extract(Message(text), Owner));

    [Fact]
    public void Request_OfTheOwner_IsForTheOnlyRecipient()
    {
        var sent = Message("Please send me the numbers.") with { IsSent = true, To = [new(null, "bob@example.org")] };

        Assert.Equal((false, "bob@example.org"), Facts(Assert.Single(TaskExtractor.Extract(sent, Owner))));
        Assert.Equal((false, null), Facts(Assert.Single(TaskExtractor.Extract(sent with { To = [new(null, "a@example.org"), new(null, "b@example.org")] }, Owner))));
    }

    [Fact]
    public void Request_ToAList_IsForNobodyInParticular()
    {
        var listed = Message("Please send me the numbers.") with { To = [new(null, "list@example.org"), new(null, "b@example.org")] };

        Assert.Equal((false, null), Facts(Assert.Single(TaskExtractor.Extract(listed, Owner))));
    }

    [Fact]
    public void Quotes_OfAnyText_AreLiteral() => Prop.ForAll<string>(text =>
    {
        var message = Message($"{text}\nPlease call {text} by Friday. {text}? I will {text}!\n\n{text}");
        return TaskExtractor.Extract(message, Owner).All(task =>
            task.Title.Length > 0 && task.Confidence is >= 0 and <= 1 && message.Text.Substring(task.Start, task.Length) == task.Quote);
    }).QuickCheckThrowOnFailure();

    private static (bool IsForOwner, string? Assignee) Facts(TaskCandidate task) => (task.IsForOwner, task.AssigneeEmail);

    private static AnalyzedMessage Message(string text) => new()
    {
        Id = Guid.NewGuid(),
        MailboxId = Guid.NewGuid(),
        ThreadId = Guid.NewGuid(),
        Date = new(2026, 12, 2, 10, 0, 0, TimeSpan.FromHours(1)),
        From = new("Ann", "ann@example.org"),
        To = [new(null, "owner@home.example")],
        Text = text,
    };
}
