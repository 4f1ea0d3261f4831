using EmailAgent.Grains.Categories;

namespace EmailAgent.Grains.Tests.Categories;

/// <summary>The way in which a subscription is ended.</summary>
public sealed class UnsubscribePolicyTests
{
    private const string Page = "https://example.com/leave?u=1";
    private const string Mail = "mailto:leave@example.com?subject=bye";

    [Fact]
    public void OneClick_IsPreferred()
    {
        Assert.Equal(new UnsubscribePlan("one_click", Page), Choose(true, null, true, Mail, Page));
        Assert.Equal(new UnsubscribePlan("one_click", Page), Choose(true, true, true, Page));
        Assert.Equal(new UnsubscribePlan("link", "http://example.com/"), Choose(true, null, true, "http://example.com/"));
    }

    [Fact]
    public void Mail_IsSentOnlyForThoseWhoAreAllowedTo()
    {
        Assert.Equal(new UnsubscribePlan("mail", Mail), Choose(false, null, true, Page, Mail));
        Assert.Equal(new UnsubscribePlan("link", Page), Choose(false, null, false, Mail, Page));
        Assert.Equal(new UnsubscribePlan("link", Mail), Choose(false, null, false, Mail));
    }

    [Fact]
    public void Sender_ThatIsForged_ReceivesNeitherRequestNorMail()
    {
        Assert.Equal(new UnsubscribePlan("link", Page), Choose(true, false, true, Mail, Page));
        Assert.Equal(new UnsubscribePlan("link", Page), Choose(false, false, true, Mail, Page));
        Assert.Equal(new UnsubscribePlan("link", Mail), Choose(true, false, true, Mail));
    }

    [Theory]
    [InlineData("ftp://example.com/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("nonsense")]
    [InlineData("mailto:")]
    public void Address_ThatIsNotUsable_IsNoWay(string address) => Assert.Null(Choose(true, null, true, address));

    [Fact]
    public void Offer_WithoutAddresses_IsNoWay() => Assert.Null(Choose(true, true, true));

    [Theory]
    [InlineData("mailto:a@example.com", "a@example.com", null, null)]
    [InlineData("MAILTO:a@example.com?Subject=stop%20it&body=now", "a@example.com", "stop it", "now")]
    [InlineData("mailto:a%2Bb@example.com?subject=x%0D%0ABcc:%20z@example.com", "a+b@example.com", "x Bcc: z@example.com", null)]
    [InlineData("mailto:a@example.com?cc=z@example.com&subject", "a@example.com", null, null)]
    public void Mailto_WithOneRecipient_IsRead(string text, string email, string? subject, string? body) =>
        Assert.Equal(new MailtoAddress(email, subject, body), MailtoAddress.Parse(text));

    [Theory]
    [InlineData("mailto:a@example.com,b@example.com")]
    [InlineData("mailto:a@example.com%0D%0ABcc:b@example.com")]
    [InlineData("mailto:@example.com")]
    [InlineData("mailto:nobody")]
    [InlineData("https://example.com/")]
    public void Mailto_ThatIsNotOneAddress_IsRefused(string text) => Assert.Null(MailtoAddress.Parse(text));

    private static UnsubscribePlan? Choose(bool isOneClick, bool? isAuthenticated, bool canSend, params string[] addresses) =>
        UnsubscribePolicy.Choose(new UnsubscribeOffer(Guid.NewGuid(), Guid.NewGuid(), addresses, isOneClick, isAuthenticated), canSend);
}
