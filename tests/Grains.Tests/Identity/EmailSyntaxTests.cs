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

    [Theory]
    [InlineData("A@Example.ORG", "a@example.org")]
    [InlineData("a@ＥＸＡＭＰＬＥ．org", "a@example.org")] // full width
    [InlineData("a@example。org", "a@example.org")] // ideographic full stop
    [InlineData("a@xn--bcher-kva.example", "a@bücher.example")]
    [InlineData("a@XN--BCHER-KVA.example", "a@bücher.example")]
    [InlineData("a@BÜCHER.example", "a@bücher.example")]
    public void ToKey_OfTwoSpellingsOfOneDomain_IsOne(string address, string key)
    {
        Assert.True(EmailSyntax.IsAddress(address));
        Assert.Equal(key, EmailSyntax.ToKey(address));
    }

    [Theory]
    [InlineData("a@exаmple.org")] // Cyrillic a
    [InlineData("a@xn--exmple-4nf.org")] // the same in punycode
    [InlineData("a@exampleο.org")] // Greek o
    [InlineData("a@ℯxample.org")] // letterlike symbol
    [InlineData("a@eﬁle.org")] // ligature
    [InlineData("a@exampl\u00AA.org")]
    [InlineData("a@\u1112\u1161\u11AB.example")] // a Hangul syllable in parts
    [InlineData("a@\u03BB\u1F79\u03B3\u03BF\u03C2.example")] // Greek, with the other omicron with an accent
    [InlineData("a@\u0958.example")] // a Devanagari letter that stands for two characters
    [InlineData("a@xn--example-.org")] // punycode for what needs none
    [InlineData("a@xn--a.org")]
    [InlineData("ａdmin@example.org")] // full width, in what stands before the domain
    public void IsAddress_Lookalike_IsFalse(string text) => Assert.False(EmailSyntax.IsAddress(text));

    [Theory]
    [InlineData("a@пример.example")]
    [InlineData("a@παράδειγμα.example")]
    [InlineData("a@日本abc.example")]
    public void IsAddress_WholeWordOfAnotherScript_IsTrue(string text) => Assert.True(EmailSyntax.IsAddress(text));

    [Fact]
    public void IsAddress_TooLong_IsFalse()
    {
        Assert.True(EmailSyntax.IsAddress($"{new string('a', 64)}@example.org"));
        Assert.False(EmailSyntax.IsAddress($"{new string('a', 65)}@example.org"));
        Assert.False(EmailSyntax.IsAddress($"a@{new string('b', 64)}.org"));
        Assert.False(EmailSyntax.IsAddress($"a@{string.Concat(Enumerable.Repeat("abcdefghi.", 26))}org"));
    }
}
