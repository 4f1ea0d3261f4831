using EmailAgent.Mail.Mime;

namespace EmailAgent.Mail.Tests.Mime;

public class PreviewTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("one\n two \t three\n", "one two three")]
    [InlineData("> quoted\nanswer\n> more", "answer")]
    [InlineData("On Monday, Ann wrote:\n> quoted\nanswer", "answer")]
    [InlineData("Agenda:\none", "Agenda: one")]
    [InlineData("-----\ntitle\n=====\ntext\n***", "title text")]
    [InlineData("text\n-- \nAnn\nCompany", "text")]
    [InlineData("\u200B\u200C\u00AD\u034F\uFEFF a\u200B b\u00A0\u2007c \u2800", "a b c")]
    [InlineData("👍 ok 👩\u200D💻", "👍 ok 👩\u200D💻")]
    [InlineData("$ 5", "$ 5")]
    public void Of_Text_IsOneLine(string text, string expected) => Assert.Equal(expected, Preview.Of(text));

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdef", 5, "abcd…")]
    [InlineData("abc 😀😀", 6, "abc…")]
    [InlineData("abc def", 5, "abc…")]
    [InlineData("abc", 0, "")]
    public void Of_LongText_IsCut(string text, int max, string expected) => Assert.Equal(expected, Preview.Of(text, max));
}
