namespace EmailAgent.Grains.Tests;

public sealed class NameTextTests
{
    [Theory]
    [InlineData("Ada Lovelace")]
    [InlineData("Größe, 会議 & Привет (2026)")]
    [InlineData("\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645")] // Persian: a prefix and its verb
    [InlineData("PDF\u200C\u0647\u0627")] // Persian: an ending after a Latin word
    [InlineData("\u0915\u094D\u200D\u0937")] // Devanagari: a half form
    [InlineData("\u0D30\u0D3E\u0D1C\u0D28\u0D4D\u200D")] // Malayalam: at the end of a name
    [InlineData("\U0001F469\u200D\U0001F469\u200D\U0001F467")] // a family
    [InlineData("\U0001F44D\U0001F3FD \u2764\uFE0F\u200D\U0001F525")]
    [InlineData("\U0001F642\u200D\u2194\uFE0F")] // a head that shakes
    [InlineData("1\uFE0F\u20E3")]
    [InlineData("\u845B\U000E0100\u57CE")] // a variant of a Han character, as in names
    public void Name_WhoseCharactersAreShown_IsReadable(string name)
    {
        Assert.True(NameText.IsReadable(name));
        Assert.Null(NameText.Check(name, "name", 100));
    }

    [Theory]
    [InlineData("a\u0000b")]
    [InlineData("a\nb")]
    [InlineData("a\u0085b")]
    [InlineData("a\u00ADb")]
    [InlineData("a\u2028b")]
    [InlineData("a\u200Bb")]
    [InlineData("Ad\u200Cmin")]
    [InlineData("Ad\u200Dmin")]
    [InlineData("Admin\u200D")]
    [InlineData("\u200DAdmin")]
    [InlineData("\u0645\u200C \u0645")]
    [InlineData("a\u200Eb")]
    [InlineData("a\u200Fb")]
    [InlineData("a\u061Cb")]
    [InlineData("\u202Egpj.exe")]
    [InlineData("a\u2060b")]
    [InlineData("a\u2065b")]
    [InlineData("a\u2066b\u2069")]
    [InlineData("a\uFFF0b")]
    [InlineData("a\U000E0080b")]
    [InlineData("\uFEFFa")]
    [InlineData("a\U000E0061b")]
    [InlineData("a\u3164")]
    [InlineData("\u2800")]
    [InlineData("\uFE0F")]
    [InlineData("a\uFE0F\uFE0F")]
    public void Name_WithACharacterThatIsNotShown_IsRefused(string name)
    {
        Assert.False(NameText.IsReadable(name));
        Assert.Equal((ProblemCodes.Invalid, "name"), (NameText.Check(name, "name", 100)!.Code, NameText.Check(name, "name", 100)!.Field));
        Assert.NotNull(NameText.CheckOptional(name, "name", 100));
    }

    // Attributes cannot contain such texts.
    [Fact]
    public void Name_WithHalfOfASurrogatePair_IsRefused()
    {
        foreach (var name in new[] { "a\uD800", "\uDC00a", "a\uDC00\uD800b" })
        {
            Assert.False(NameText.IsReadable(name));
            Assert.NotNull(NameText.Check(name, "name", 100));
        }
    }

    [Theory]
    [InlineData(null, false, true)]
    [InlineData("", false, true)]
    [InlineData(" \u3000 ", false, true)]
    [InlineData("12345678", true, true)]
    [InlineData("123456789", false, false)]
    [InlineData(" 12345678 ", true, true)]
    [InlineData("e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301", true, true)]
    public void Length_OfAName_IsThatOfTheStoredForm(string? name, bool isAccepted, bool isAcceptedWhereOptional)
    {
        Assert.Equal(isAccepted, NameText.Check(name, "name", 8) is null);
        Assert.Equal(isAcceptedWhereOptional, NameText.CheckOptional(name, "name", 8) is null);
    }

    [Fact]
    public void Names_ThatLookTheSame_AreStoredAndComparedAsOne()
    {
        Assert.Equal("B\u00FCro", NameText.Tidy(" Bu\u0308ro "));
        Assert.Equal(NameText.KeyOf("b\u00FCro"), NameText.KeyOf("BU\u0308RO"));
        Assert.Null(NameText.Tidy(null));
    }
}
