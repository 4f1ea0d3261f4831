using System.Text;
using EmailAgent.Providers.Gmail;
using EmailAgent.Providers.Http;

namespace EmailAgent.Providers.Tests.Gmail;

/// <summary>What answers mean, also those that no sane server gives.</summary>
public sealed class GmailAnswerTests
{
    [Theory]
    [InlineData(200, "", CallVerdict.Done)]
    [InlineData(204, "", CallVerdict.Done)]
    [InlineData(401, "", CallVerdict.TokenRejected)]
    [InlineData(404, "", CallVerdict.NotFound)]
    [InlineData(429, "", CallVerdict.Busy)]
    [InlineData(403, """{"error":{"errors":[{"reason":"rateLimitExceeded"}]}}""", CallVerdict.Busy)]
    [InlineData(403, """{"error":{"errors":[{"reason":"insufficientPermissions"}]}}""", CallVerdict.Refused)]
    [InlineData(403, """{"error":{"errors":[]}}""", CallVerdict.Refused)]
    [InlineData(403, """{"error":7}""", CallVerdict.Refused)]
    [InlineData(403, "<html>", CallVerdict.Refused)]
    [InlineData(400, "null", CallVerdict.Refused)]
    [InlineData(500, "", CallVerdict.Failing)]
    [InlineData(302, "", CallVerdict.Refused)]
    public void Outcome_OfAnAnswer_IsWhatItMeans(int status, string body, object verdict) =>
        Assert.Equal((CallVerdict)verdict, GmailJudge.Of(status, Encoding.UTF8.GetBytes(body), null).Verdict);

    [Fact]
    public void Outcome_WithALongReason_IsCutShort()
    {
        var body = Encoding.UTF8.GetBytes($$$"""{"error":{"message":"{{{new string('x', 100_000)}}}"}}""");

        Assert.InRange(GmailJudge.Of(400, body, null).Reason!.Length, 200, 300);
    }

    [Theory]
    [InlineData("a\\u0007\\r\\nb\\u0085", "Gmail refused: a   b ")]
    [InlineData("\\u0000", "Gmail refused:  ")]
    public void Outcome_WithControlCharactersInItsReason_HasSpacesThere(string message, string reason) =>
        Assert.Equal(reason, GmailJudge.Of(400, Encoding.UTF8.GetBytes($$$"""{"error":{"message":"{{{message}}}"}}"""), null).Reason);

    [Fact]
    public void Outcome_CutInsideACharacter_IsCutBeforeIt()
    {
        var body = Encoding.UTF8.GetBytes($$$"""{"error":{"message":"{{{new string('x', 199)}}}🎉"}}""");

        Assert.EndsWith("xx", GmailJudge.Of(400, body, null).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nA: b\r\n\r\n{}", CallVerdict.Done, "{}")]
    [InlineData("HTTP/1.1 429 Too Many\r\nretry-after: 7\r\n\r\n", CallVerdict.Busy, "")]
    [InlineData("HTTP/1.1 404", CallVerdict.NotFound, "")]
    [InlineData("HTTP/1.1 nonsense\r\n\r\n{}", CallVerdict.Failing, "")]
    [InlineData("{}", CallVerdict.Failing, "")]
    [InlineData("", CallVerdict.Failing, "")]
    public void Part_OfABatch_IsReadOrSaidToBeUnreadable(string text, object verdict, string body)
    {
        var part = GmailPart.Parse(3, Encoding.ASCII.GetBytes(text));

        Assert.Equal((3, (CallVerdict)verdict, body), (part.Index, part.Outcome.Verdict, Encoding.ASCII.GetString(part.Body.Span)));
        Assert.Equal(text.Contains("retry-after", StringComparison.Ordinal) ? TimeSpan.FromSeconds(7) : null, part.Outcome.RetryAfter);
    }

    [Theory]
    [InlineData("<response-item12>", 12)]
    [InlineData("response-item0", 0)]
    [InlineData("<response-item-1>", null)]
    [InlineData("<response-item99999999999>", null)]
    [InlineData("item", null)]
    [InlineData(null, null)]
    public void Index_OfAPart_IsInItsContentId(string? contentId, int? index) => Assert.Equal(index, GmailPart.IndexOf(contentId));

    [Theory]
    [InlineData("9", "10", "10")]
    [InlineData("179526508088805935310", "179526508088805935309", "179526508088805935310")]
    [InlineData("opaque", "10", "10")]
    [InlineData("10", "opaque", "opaque")]
    public void HistoryIds_OfAnyLength_AreComparedWhereTheyAreNumbers(string one, string other, string later) =>
        Assert.Equal(later, HistoryId.Later(one, other));

    [Theory]
    [InlineData("""{"id":"a","snippet":"cut \ud83d","payload":{"headers":[{"name":"Subject","value":"\udc00"}]}}""", "")]
    [InlineData("""{"id":"a","snippet":"whole \ud83d\ude00","payload":{"headers":[]}}""", "whole \ud83d\ude00")]
    public void Text_CutWithinACharacter_CostsNoMessage(string json, string snippet)
    {
        var message = HttpTransport.TryRead(Encoding.UTF8.GetBytes(json), GmailJson.Default.GmailMessage);

        Assert.Equal(("a", snippet), (message!.Id, message.Snippet));
    }

    [Theory]
    [InlineData("""{"id":"a","raw":"not base64!"}""")]
    [InlineData("""{"id":"a","raw":7}""")]
    [InlineData("""{"id":7}""")]
    [InlineData("""{"id":"a" """)]
    [InlineData("[]")]
    [InlineData("")]
    public void Message_ThatIsNone_CannotBeRead(string json) =>
        Assert.Null(HttpTransport.TryRead(Encoding.UTF8.GetBytes(json), GmailJson.Default.GmailMessage));

    [Fact]
    public void Delay_BetweenAttempts_GrowsVariesAndIsNeverSoonerThanAskedFor()
    {
        var limits = new GmailOptions().Limits;

        Assert.Equal([1, 2, 4, 8, 16, 32, 32], Enumerable.Range(1, 7).Select(failures => CallRetries.Delay(limits, failures, null, 0).TotalSeconds));
        Assert.Equal(TimeSpan.FromSeconds(0.5), CallRetries.Delay(limits, 1, null, 1));
        Assert.InRange(CallRetries.Delay(limits, 1, TimeSpan.FromSeconds(40), 0.5), TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(41));
    }

    [Fact]
    public void Fold_OfAStretchOfHistory_KeepsTheLastWordOnEachLabel()
    {
        var fold = GmailFold.Of(
        [
            new GmailHistory("1") { MessagesAdded = [new GmailMessageChange(new GmailMessage("a") { LabelIds = ["INBOX"] }, null)] },
            new GmailHistory("2") { LabelsAdded = [new GmailMessageChange(new GmailMessage("a"), ["STARRED", "X"])] },
            new GmailHistory("3") { LabelsRemoved = [new GmailMessageChange(new GmailMessage("a"), ["INBOX", "X"])] },
            new GmailHistory("4") { MessagesDeleted = [new GmailMessageChange(new GmailMessage("b"), null)] },
        ]);
        HashSet<string> labels = ["INBOX", "X", "OTHER"];
        fold.Touches["a"].ApplyTo(labels);

        Assert.Equal(["OTHER", "STARRED"], labels.Order(StringComparer.Ordinal));
        Assert.Equal((true, false), (fold.Touches["a"].IsAdded, fold.Touches["a"].IsDeleted));
        Assert.Contains("INBOX", fold.Touches["a"].Seen);
        Assert.True(fold.Touches["b"].IsDeleted);
    }
}
