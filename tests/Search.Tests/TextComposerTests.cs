using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Search.Tests;

public sealed class TextComposerTests
{
    [Theory]
    [InlineData("plain Größe 会議 Привет", "plain Größe 会議 Привет")]
    [InlineData("\u1112\u1161\u11AB\u1100\u1173\u11AF", "한글")]
    [InlineData("\uAC00\u11A8", "각")]
    [InlineData("ﾃｽﾄ ﾃﾞｰﾀ ﾊﾟｰﾄ", "テスト データ パート")]
    [InlineData("か\u3099", "が")]
    [InlineData("\u0438\u0306", "й")]
    [InlineData("\u0915\u093C", "\u0915\u093C")]
    [InlineData("\u0958", "\u0915\u093C")]
    [InlineData("\u0627\u0653", "آ")]
    [InlineData("\uFEFB", "لا")]
    [InlineData("㈱ ㍻ ﬁne Ⅷ", "(株) 平成 fine VIII")]
    [InlineData("\uF900", "\u8C48")]
    [InlineData("𝐁𝐨𝐥𝐝 ﾡﾢ", "Bold \u1100\u1101")]
    [InlineData("\uD835 \uD83D ﾃ", "\uD835 \uD83D テ")]
    public void Compose_Text_IsInTheFormThatIsSearched(string text, string expected)
    {
        Assert.Equal(expected, TextComposer.Compose(text));
        Assert.Equal(expected, TextComposer.Compose(text, out _));
    }

    [Fact]
    public void Compose_AnyText_IsStableAndKnowsWhereItCameFrom() => Prop.ForAll<string>(text =>
    {
        text = (text ?? "") + "ﾃﾞ" + text;
        var composed = TextComposer.Compose(text, out var origin);
        for (var i = 0; i < composed.Length; i++)
        {
            if (origin.StartOf(i) >= origin.EndOf(i + 1) || origin.EndOf(i + 1) > text.Length)
                return false;
        }

        return TextComposer.Compose(composed) == composed;
    }).QuickCheckThrowOnFailure();
}
