using EmailAgent.Intelligence.Retrieval;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Intelligence.Tests.Retrieval;

public sealed class PassageCutterTests
{
    [Theory]
    [InlineData("We meet at 10. Bring Mr. Smith! Ready?", "We meet at 10.|Bring Mr. Smith!|Ready?")]
    [InlineData("It costs 3.50 Euro. Pay by 3. May please.", "It costs 3.50 Euro.|Pay by 3. May please.")]
    [InlineData("Agenda:\n- budget\n- travel\n1. first", "Agenda:|- budget|- travel|1. first")]
    [InlineData("On Monday Ann wrote:\n> old text\nNew text.\n-- \nAnn\nphone", "New text.")]
    [InlineData("New.\n\n-----Original Message-----\nOld.", "New.")]
    [InlineData("会議は三時です。資料を送ります。", "会議は三時です。|資料を送ります。")]
    [InlineData("Hello,\n\n---\n***\n", "Hello,")]
    [InlineData("", "")]
    public void Cut_OfAText_GivesItsSentences(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', PassageCutter.Cut(text).Select(passage => text.Substring(passage.Start, passage.Length))));

    [Fact]
    public void Cut_OfAWrappedParagraph_JoinsItsLines()
    {
        const string Text = "The committee has decided that the annual meeting will take\nplace in Vienna. Hotels will be announced.";

        Assert.Equal(2, PassageCutter.Cut(Text).Count);
    }

    [Fact]
    public void Cut_OfAnyText_GivesPassagesInOrderWithinIt() => Prop.ForAll<string>(text =>
    {
        text = $"{text}. {text}\n\n{text}! {new string('x', text?.Length * 90 ?? 0)} \uD83D\uDE00{new string('\u4F1A', 700)}";
        var end = 0;
        foreach (var passage in PassageCutter.Cut(text))
        {
            var quote = text.Substring(passage.Start, passage.Length);
            if (passage.Start < end || passage.Length is < 1 or > PassageCutter.MostLength || quote != quote.Trim() || char.IsLowSurrogate(quote[0]))
                return false;
            end = passage.End;
        }

        return true;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("A sentence. \n- item\n")]
    [InlineData("A sentence. ")]
    [InlineData("words without an end ")]
    public void Cut_OfAHugeText_GivesABoundedNumber(string part) => Assert.Equal(400, PassageCutter.Cut(string.Concat(Enumerable.Repeat(part, 200_000))).Count);
}
