using System.Text.Json;
using EmailAgent.Grains.Slack;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Grains.Tests.Slack;

public sealed class SlackPolicyTests
{
    private static readonly SlackMail Mail = new(
        Guid.NewGuid(), Guid.NewGuid(), "owner@example.org", [Guid.NewGuid()], "ann@mail.example.org", "Ann", "Hello", "The text", 0.7, "You wrote in this thread.", "work");

    [Theory]
    [InlineData("22:00", "07:00", "2026-12-01T21:00:00Z", "2026-12-02T06:00:00Z")] // 22:00 in Berlin
    [InlineData("22:00", "07:00", "2026-12-02T05:59:00Z", "2026-12-02T06:00:00Z")]
    [InlineData("22:00", "07:00", "2026-12-02T06:00:00Z", null)]
    [InlineData("22:00", "07:00", "2026-12-01T20:59:00Z", null)]
    [InlineData("12:00", "13:00", "2026-12-01T11:30:00Z", "2026-12-01T12:00:00Z")]
    [InlineData("12:00", "13:00", "2026-12-01T12:00:00Z", null)]
    [InlineData("01:00", "02:30", "2027-03-28T00:30:00Z", "2027-03-28T01:30:00Z")] // the clocks skip 2:30
    public void QuietUntil_IsTheLocalEnd(string from, string to, string now, string? end) =>
        Assert.Equal(
            end is null ? null : DateTimeOffset.Parse(end, null),
            SlackPolicy.QuietUntil(new SlackQuietHours(from, to, "Europe/Berlin"), DateTimeOffset.Parse(now, null)));

    [Fact]
    public void Selects_NeedsAllConditionsOfOneRule()
    {
        Assert.True(SlackPolicy.Selects([], Mail));
        Assert.True(SlackPolicy.Selects([new SlackRule(MinPriority: 0.9), new SlackRule(MinPriority: 0.7, Senders: ["example.org"], Categories: ["work"])], Mail));
        Assert.False(SlackPolicy.Selects([new SlackRule(MinPriority: 0.7, Senders: ["ann@example.org"])], Mail));
        Assert.False(SlackPolicy.Selects([new SlackRule(MinPriority: 0)], Mail with { Score = null }));
        Assert.True(SlackPolicy.Selects([new SlackRule(LabelIds: [Ids.Format(Mail.LabelIds[0])], ConnectionIds: [Ids.Format(Mail.ConnectionId)])], Mail));
        Assert.False(SlackPolicy.Selects([new SlackRule(ConnectionIds: [Ids.Format(Guid.NewGuid())])], Mail));
    }

    [Theory]
    [InlineData(1, null, 30)]
    [InlineData(2, null, 60)]
    [InlineData(30, null, 3600)]
    [InlineData(1, 7, 7)]
    [InlineData(1, 100000, 3600)]
    public void RetryAfter_IsWhatSlackRequests_ElseGrows(int failures, int? requested, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), SlackPolicy.RetryAfter(failures, requested is { } wait ? TimeSpan.FromSeconds(wait) : null));

    [Fact]
    public void Posts_OfAnyMail_AreWithinTheLimitsAndWithoutMarkup() => Prop.ForAll<string, string, int>((one, other, count) =>
    {
        var mail = Enumerable.Repeat(Mail with { Subject = one ?? "", Preview = $"{other}{new string('<', 5000)}", FromName = other }, Math.Abs(count % 60) + 1).ToList();
        var post = JsonDocument.Parse(SlackPost.Of(mail, hasPreview: true, new Uri("https://mail.example.org/"))).RootElement;
        var blocks = post.GetProperty("blocks").EnumerateArray().ToList();
        var texts = post.GetRawText().Split("\"mrkdwn\"").Length - 1;
        return blocks.Count <= 50
            && post.GetRawText().Split("\"verbatim\":true").Length - 1 == texts
            && blocks.Where(block => block.TryGetProperty("text", out _)).Select(block => block.GetProperty("text").GetProperty("text").GetString()!)
                .All(text => text.Length <= 3000 && !text.Contains('<') && !text.Contains('>') && text.Count(c => c == '*') == 2);
    }).QuickCheckThrowOnFailure();
}
