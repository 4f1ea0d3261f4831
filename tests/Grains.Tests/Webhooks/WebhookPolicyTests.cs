using EmailAgent.Grains.Webhooks;

namespace EmailAgent.Grains.Tests.Webhooks;

public sealed class WebhookPolicyTests
{
    private static readonly WebhookChangesRequest None = new(Url: null, null, null, null, null, null, null);

    [Theory]
    [InlineData("Allow")]
    [InlineData("expires")]
    [InlineData("Last-Modified")]
    [InlineData("Content-MD5")]
    [InlineData("Content-Type")]
    [InlineData("Host")]
    [InlineData("Webhook-Id")]
    public void Header_ThatTheRequestCannotHave_IsRefusedByName(string name)
    {
        var problem = WebhookPolicy.Check(None with { Headers = [new WebhookHeader("X-Fine", "1"), new WebhookHeader(name, "1")] });

        Assert.Equal("headers", problem?.Field);
        Assert.Contains($"The name {name} ", problem!.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Authorization")]
    [InlineData("X-Api-Key")]
    [InlineData("If-Modified-Since")]
    [InlineData("Server")]
    public void Header_ThatIsAccepted_IsAddedToRequests(string name)
    {
        using var request = new HttpRequestMessage();

        Assert.Null(WebhookPolicy.Check(None with { Headers = [new WebhookHeader(name, "1")] }));
        Assert.True(request.Headers.TryAddWithoutValidation(name, "1"));
    }

    [Theory]
    [InlineData(" Bücher.Example ", "xn--bcher-kva.example")]
    [InlineData("XN--BCHER-KVA.example", "xn--bcher-kva.example")]
    [InlineData("example.org", "example.org")]
    public void SenderDomain_OfAnySpelling_IsStoredInOneForm(string text, string stored)
    {
        var filter = new WebhookFilter(null, null, [text]);

        Assert.Null(WebhookPolicy.Check(None with { Filter = filter }));
        Assert.Equal([stored], WebhookPolicy.ToSelection([], filter).SenderDomains);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b.example")]
    [InlineData("ada@example.org")]
    [InlineData(".example")]
    public void SenderDomain_ThatIsNone_IsRefused(string text) =>
        Assert.Equal("filter.sender_domains", WebhookPolicy.Check(None with { Filter = new WebhookFilter(null, null, [text]) })?.Field);
}
