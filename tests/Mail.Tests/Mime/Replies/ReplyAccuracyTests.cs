using EmailAgent.Mail.Mime;
using Xunit.Abstractions;

namespace EmailAgent.Mail.Tests.Mime.Replies;

/// <summary>How often the text of an answer is found, on answers that the rules were not made with (<see cref="ReplySamples"/>).</summary>
public class ReplyAccuracyTests(ITestOutputHelper output)
{
    [Fact]
    public void Answers_OfCommonClients_AreFound()
    {
        var wrong = ReplySamples.All.Where(sample => ReplyText.Fresh(sample.Text) != sample.Fresh).ToList();
        foreach (var sample in wrong)
            output.WriteLine($"{sample.Name}:\n{ReplyText.Fresh(sample.Text)}\n");

        var total = ReplySamples.All.Count();
        output.WriteLine($"{total - wrong.Count} of {total}");
        Assert.True(wrong.Count <= total * 0.05, $"{wrong.Count} of {total} wrong: {string.Join(", ", wrong.Select(sample => sample.Name))}");
    }

    /// <summary>However an answer is quoted, nothing of what somebody else wrote counts as written by this one.</summary>
    [Fact]
    public void Quotes_OfCommonClients_AreNeverTakenForTheAnswer() => Assert.All(
        ReplySamples.All.Where(sample => ReplyText.Fresh(sample.Text) != sample.Fresh),
        sample => Assert.DoesNotContain(sample.Rest.Split('\n')[^1].TrimStart('>', ' ', '\uFEFF'), ReplyText.Fresh(sample.Text), StringComparison.Ordinal));
}
