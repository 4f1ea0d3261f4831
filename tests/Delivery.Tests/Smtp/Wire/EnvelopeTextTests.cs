using EmailAgent.Delivery.Smtp;
using EmailAgent.Delivery.Smtp.Wire;

namespace EmailAgent.Delivery.Tests.Smtp.Wire;

public sealed class EnvelopeTextTests
{
    [Theory]
    [InlineData("a@b\r\nRCPT TO:<c@d>")]
    [InlineData("a\n@b")]
    [InlineData("a\0@b")]
    [InlineData("a\t@b")]
    [InlineData("a\u0085@b")]
    [InlineData("a@b> SIZE=1")]
    [InlineData("<a@b>")]
    [InlineData("a b@c")]
    [InlineData("\"a@b")]
    [InlineData("\"a\\\"@b> X")]
    [InlineData("\"a\u0001\"@b")]
    public void CheckAddress_WithWhatCouldEndIt_Refuses(string address)
        => Assert.Throws<ArgumentException>(() => EnvelopeText.CheckAddress(address, SmtpLimits.Default));

    [Theory]
    [InlineData("")]
    [InlineData("a@b.example")]
    [InlineData("\"a b\"@c")]
    [InlineData("\"a\\\"> b\"@c")]
    [InlineData("d\u00f6rte@b\u00fccher.example")]
    [InlineData("user@[IPv6:::1]")]
    public void CheckAddress_WithAnAddress_Passes(string address) => EnvelopeText.CheckAddress(address, SmtpLimits.Default);

    [Fact]
    public void CheckAddress_TooLongOrHalfACharacter_Refuses()
    {
        Assert.Throws<ArgumentException>(() => EnvelopeText.CheckAddress(new string('a', 321), SmtpLimits.Default));
        Assert.Throws<ArgumentException>(() => EnvelopeText.CheckAddress("a\ud800@b", SmtpLimits.Default));
    }

    [Theory]
    [InlineData("a@b.example", "a@b.example")]
    [InlineData("a@b\u00fccher.example", "a@xn--bcher-kva.example")]
    [InlineData("\u00e4@b.example", null)]
    [InlineData("\u00e4", null)]
    public void ToAscii_OfAnAddress_EncodesItsDomainOnly(string address, string? expected)
        => Assert.Equal(expected, EnvelopeText.ToAscii(address));
}
