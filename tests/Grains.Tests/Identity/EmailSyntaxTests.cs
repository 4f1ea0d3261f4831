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
    [InlineData("a@\u0440\u0430\u0443\u0440\u0430\u04CF.com")] // wholly Cyrillic, and reads as a Latin word
    [InlineData("a@xn--80aa0cbo65f.com")] // the same in punycode
    [InlineData("a@\u03BF\u03C1\u03B1.com")] // and in Greek
    [InlineData("a@sub.\u0440\u0430\u0443.example.com")]
    public void IsAddress_Lookalike_IsFalse(string text) => Assert.False(EmailSyntax.IsAddress(text));

    [Theory]
    [InlineData("a@пример.example")]
    [InlineData("a@παράδειγμα.example")]
    [InlineData("a@日本abc.example")]
    [InlineData("a@\u0440\u0430\u0443\u0440\u0430\u04CF.\u0440\u0444")] // under a Cyrillic top-level domain, letters are what they are taken for
    [InlineData("a@\u043C\u043E\u0440\u0435.com")]
    public void IsAddress_WholeWordOfAnotherScript_IsTrue(string text) => Assert.True(EmailSyntax.IsAddress(text));

    [Fact]
    public void IsAddress_LabelTooLongInPunycode_IsFalse()
    {
        Assert.True(EmailSyntax.IsAddress($"a@{new string('ü', 20)}.example"));
        Assert.False(EmailSyntax.IsAddress($"a@{string.Concat(Enumerable.Range(0, 62).Select(i => (char)(0x4E00 + (i * 97))))}.example"));
    }

    [Fact]
    public void IsAddress_TooLong_IsFalse()
    {
        Assert.True(EmailSyntax.IsAddress($"{new string('a', 64)}@example.org"));
        Assert.False(EmailSyntax.IsAddress($"{new string('a', 65)}@example.org"));
        Assert.False(EmailSyntax.IsAddress($"a@{new string('b', 64)}.org"));
        Assert.False(EmailSyntax.IsAddress($"a@{string.Concat(Enumerable.Repeat("abcdefghi.", 26))}org"));
    }
}
