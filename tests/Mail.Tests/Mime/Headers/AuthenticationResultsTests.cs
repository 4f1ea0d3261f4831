using EmailAgent.Mail.Mime;

namespace EmailAgent.Mail.Tests.Mime.Headers;

public class AuthenticationResultsTests
{
    [Fact]
    public void Results_OfSeveralMethods_AreRead()
    {
        var read = Read("""
            mx.example.com 1;
             dkim=pass (2048-bit key; unprotected) header.d=example.org header.i=@example.org header.b="AbC=";
             DKIM/1=Fail reason="bad \"signature\"" header.d=example.net;
             spf=softfail (mx: 192.0.2.1 is not allowed) smtp.mailfrom=jane@example.org;
             dmarc=none
            """);

        Assert.Equal("mx.example.com", read.ServerId);
        Assert.Equal(["dkim=pass", "dkim=fail", "spf=softfail", "dmarc=none"], read.Results.Select(result => $"{result.Method}={result.Result}"));
        Assert.Equal(("example.org", "@example.org", "AbC="), (read.Results[0].Property("header.d"), read.Results[0].Property("header.i"), read.Results[0].Property("header.b")));
        Assert.Equal(
            ["2048-bit key; unprotected", "bad \"signature\"", "mx: 192.0.2.1 is not allowed", null], read.Results.Select(result => result.Reason));
        Assert.Equal("jane@example.org", read.Results[2].Property("smtp.mailfrom"));
        Assert.Empty(read.Results[3].Properties);
    }

    [Theory]
    [InlineData("mx.example.com; none", "mx.example.com", "")]
    [InlineData("spf=pass smtp.mailfrom=example.org; dkim=none", "", "spf=pass,dkim=none")]
    [InlineData("mx.example.com; spf = pass ; dkim =", "mx.example.com", "spf=pass,dkim=")]
    [InlineData("(c) mx.example.com (d) / 2 ; dkim=pass (", "mx.example.com", "dkim=pass")]
    [InlineData("", "", "")]
    [InlineData(";;;=;(", "", "")]
    public void Results_OtherForms_AreRead(string value, string server, string results)
    {
        var read = Read(value);

        Assert.Equal((server, results), (read.ServerId, string.Join(',', read.Results.Select(result => $"{result.Method}={result.Result}"))));
    }

    [Theory]
    [InlineData("auto-replied (vacation)", "auto-replied")]
    [InlineData("Auto-Generated; type=x", "auto-generated")]
    [InlineData("no", "no")]
    [InlineData(" ", null)]
    public void AutoSubmitted_Keyword_IsRead(string value, string? keyword) => Assert.Equal(keyword, Raw.WithHeader("Auto-Submitted", value).AutoSubmitted);

    private static AuthenticationResults Read(string value) =>
        Assert.Single(Raw.WithHeader("Authentication-Results", value).AuthenticationResults);
}
