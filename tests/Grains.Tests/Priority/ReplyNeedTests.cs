using EmailAgent.Grains.Priority;
using EmailAgent.Intelligence;

namespace EmailAgent.Grains.Tests.Priority;

/// <summary>Whether a message asks for an answer.</summary>
public sealed class ReplyNeedTests
{
    private static readonly OwnerAddresses Owner = new(["me@example.org"]);

    private static readonly AnalyzedMessage Question = new()
    {
        Id = Guid.NewGuid(),
        MailboxId = Guid.NewGuid(),
        ThreadId = Guid.NewGuid(),
        Date = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero),
        From = new Person("Ann", "ann@example.com"),
        To = [new Person(null, "me@example.org")],
        Text = "Hello,\n\ncan you send me the figures?\n\nAnn",
    };

    [Theory]
    [InlineData("Can you come?", true)]
    [InlineData("Really?! I did not know.", true)]
    [InlineData("你能来吗？", true)]
    [InlineData("Thank you.", false)]
    [InlineData("See https://example.com/?page=2 for more.", false)]
    [InlineData("Fine.\n\nOn Friday, Bob wrote:\n> Can you come?\n", false)]
    [InlineData("", false)]
    [InlineData("?", false)]
    public void Text_ThatAsksAnew_NeedsAReply(string text, bool expected) => Assert.Equal(expected, ReplyNeed.Of(Question with { Text = text }, Owner));

    [Fact]
    public void Message_ToTheOwnerByAPerson_NeedsAReply() => Assert.True(ReplyNeed.Of(Question, Owner));

    [Fact]
    public void Message_OfAListOrAProgram_NeedsNone()
    {
        foreach (var signals in new[]
        {
            new MessageSignals { ListId = "users.example.com" },
            new MessageSignals { CanUnsubscribe = true },
            new MessageSignals { Precedence = "bulk" },
            new MessageSignals { AutoSubmitted = "auto-generated" },
        })
        {
            Assert.False(ReplyNeed.Of(Question with { Signals = signals }, Owner));
        }

        Assert.True(ReplyNeed.Of(Question with { Signals = new MessageSignals { AutoSubmitted = "no" } }, Owner));
        Assert.False(ReplyNeed.Of(Question with { From = new Person(null, "No-Reply@example.com") }, Owner));
        Assert.False(ReplyNeed.Of(Question with { From = new Person(null, "") }, Owner));
    }

    [Fact]
    public void Message_ThatAddressesOthers_NeedsNone()
    {
        var copy = Question with { To = [new Person(null, "bob@example.com")], Cc = [new Person(null, "me@example.org")] };
        var crowd = Question with { Cc = [.. Enumerable.Range(0, 20).Select(i => new Person(null, $"p{i}@example.com"))] };

        Assert.False(ReplyNeed.Of(copy, Owner));
        Assert.False(ReplyNeed.Of(crowd, Owner));
    }

    [Fact]
    public void Message_ThatTheOwnerSent_NeedsOneFromOthers()
    {
        var sent = Question with { IsSent = true, From = new Person(null, "me@example.org"), To = [new Person(null, "ann@example.com")] };

        Assert.True(ReplyNeed.Of(sent, Owner));
        Assert.False(ReplyNeed.Of(sent with { To = [new Person(null, "ME@example.org")] }, Owner));
        Assert.False(ReplyNeed.Of(sent with { Text = "Done." }, Owner));
    }
}
