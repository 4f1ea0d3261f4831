using EmailAgent.Grains.Identity;

namespace EmailAgent.Grains.Tests.Identity;

public sealed class EmailSyntaxTests
{
    [Theory]
    [InlineData("a@b")]
    [InlineData("first.last+tag@sub.example.org")]
    [InlineData("o'neil@example.org")]
    [InlineData("用户@例え.テスト")]
    [InlineData("x@xn--bcher-kva.example")]
    public void IsAddress_Address_IsTrue(string text) => Assert.True(EmailSyntax.IsAddress(text));

    [Theory]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("a@")]
    [InlineData("@b")]
    [InlineData("a b@example.org")]
    [InlineData("a@b@example.org")]
    [InlineData(".a@example.org")]
    [InlineData("a.@example.org")]
    [InlineData("a..b@example.org")]
    [InlineData("a@example..org")]
    [InlineData("a@.example.org")]
    [InlineData("a@example.org.")]
    [InlineData("a@-example.org")]
    [InlineData("a@exa_mple.org")]
    [InlineData("a@example.org\r\nBcc: x@example.org")]
    [InlineData("\"quoted\"@example.org")]
    [InlineData("a@[127.0.0.1]")]
    public void IsAddress_AnythingElse_IsFalse(string text) => Assert.False(EmailSyntax.IsAddress(text));

    [Fact]
    public void IsAddress_TooLong_IsFalse()
    {
        Assert.True(EmailSyntax.IsAddress($"{new string('a', 64)}@example.org"));
        Assert.False(EmailSyntax.IsAddress($"{new string('a', 65)}@example.org"));
        Assert.False(EmailSyntax.IsAddress($"a@{new string('b', 64)}.org"));
        Assert.False(EmailSyntax.IsAddress($"a@{string.Concat(Enumerable.Repeat("abcdefghi.", 26))}org"));
    }
}
