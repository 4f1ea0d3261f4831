using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Search.Tests;

public sealed class CanonicalTextTests
{
    // Bases, marks of several classes, Hangul, a character that must stay apart, and a half of a surrogate pair.
    private const string Letters = "aoq\u03B1\u0915\u1100\u1161\u11A8\uAC00\u0301\u0302\u0323\u0327\u0338\u0345\u093C\u0958\u212B\u1E69\uD835";

    [Theory]
    [InlineData("plain Größe 会議 Привет", "plain Größe 会議 Привет")]
    [InlineData("Bu\u0308ro", "B\u00FCro")]
    [InlineData("a\u0302\u0323", "\u1EAD")]
    [InlineData("a\u0323\u0302", "\u1EAD")]
    [InlineData("q\u0307\u0323", "q\u0323\u0307")]
    [InlineData("s\u0323\u0307", "\u1E69")]
    [InlineData("\u1E0B\u0323", "\u1E0D\u0307")]
    [InlineData("a\u0301\u0301", "\u00E1\u0301")]
    [InlineData("\u212B", "\u00C5")]
    [InlineData("\u03B1\u0313\u0301\u0345", "\u1F84")]
    [InlineData("\u0958", "\u0915\u093C")]
    [InlineData("\u1112\u1161\u11AB", "\uD55C")]
    [InlineData("\uAC00\u11A8", "\uAC01")]
    [InlineData("\uAC01\u11A8", "\uAC01\u11A8")]
    [InlineData("\uF900", "\u8C48")]
    [InlineData("\uFB01 \uFF21 \u2167", "\uFB01 \uFF21 \u2167")]
    [InlineData("\U0001D15E", "\U0001D157\U0001D165")]
    [InlineData("\U00011099\U000110BA", "\U0001109A")]
    public void Compose_Text_IsInNormalizationFormC(string text, string expected) => Assert.Equal(expected, CanonicalText.Compose(text));

    [Fact]
    public void Compose_OfAHalfOfASurrogatePair_IsTheReplacementCharacter() => Assert.Equal("x\uFFFD", CanonicalText.Compose("x\uD835"));

    [Fact]
    public void Compose_OfWhatIsComposed_ChangesNothing() =>
        Prop.ForAll(Gen.Elements(Letters.ToCharArray()).ArrayOf().ToArbitrary(), letters =>
        {
            var composed = CanonicalText.Compose(new string(letters));
            return CanonicalText.Compose(composed) == composed;
        }).QuickCheckThrowOnFailure();
}
