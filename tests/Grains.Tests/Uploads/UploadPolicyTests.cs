using System.Globalization;
using EmailAgent.Grains.Uploads;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Grains.Tests.Uploads;

public sealed class UploadPolicyTests
{
    private const string Letters = "ab./\\\r\n\0\t\"\u202E\u200B\u2028é\uD83D\uDE00 ";

    [Fact]
    public void Names_WhateverTheyAre_AreOneLineWithoutFolders() => Prop.ForAll(Texts().ToArbitrary(), name =>
    {
        var clean = UploadPolicy.CleanName(name);
        return clean.Length is > 0 and <= UploadLimits.LongestName
            && clean.AsSpan().IndexOfAny('/', '\\') < 0
            && !clean.Any(letter => char.IsControl(letter) || char.GetUnicodeCategory(letter) is UnicodeCategory.Format or UnicodeCategory.LineSeparator)
            && clean.Trim('.').Length > 0;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Names_ThatAreClean_StayAsTheyAre() => Prop.ForAll(Texts().ToArbitrary(), name =>
    {
        var clean = UploadPolicy.CleanName(name);
        return UploadPolicy.CleanName(clean) == clean;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("report.pdf", "report.pdf")]
    [InlineData("C:\\Users\\ada\\report.pdf", "report.pdf")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("a\r\nBcc: eve@example.org", "aBcc: eve@example.org")]
    [InlineData("photo\u202Egpj.exe", "photogpj.exe")]
    [InlineData("Übersicht €.txt", "Übersicht €.txt")]
    [InlineData("..", "attachment")]
    [InlineData(" ", "attachment")]
    [InlineData("folder/", "attachment")]
    public void Name_OfAFile_IsItsLastPart(string given, string expected) => Assert.Equal(expected, UploadPolicy.CleanName(given));

    [Fact]
    public void Name_ThatIsTooLong_KeepsItsExtension()
    {
        var clean = UploadPolicy.CleanName(new string('a', 1000) + ".pdf");

        Assert.Equal(UploadLimits.LongestName, clean.Length);
        Assert.EndsWith("a.pdf", clean, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/pdf", "application/pdf")]
    [InlineData("Text/Plain; charset=utf-8", "text/plain")]
    [InlineData("", UploadPolicy.UnknownType)]
    [InlineData("pdf", UploadPolicy.UnknownType)]
    [InlineData("*/*", UploadPolicy.UnknownType)]
    [InlineData("image/*", UploadPolicy.UnknownType)]
    [InlineData("text/plain\r\nX: y", UploadPolicy.UnknownType)]
    public void Type_ThatIsNone_IsThatOfUnknownBytes(string given, string expected) => Assert.Equal(expected, UploadPolicy.CleanType(given));

    [Theory]
    [InlineData("logo@example.org", true)]
    [InlineData("0198f1c2d3e44f5a8b9c0d1e2f3a4b5c", true)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("<a@b>", false)]
    [InlineData("a\"b", false)]
    [InlineData("a\r\nb", false)]
    [InlineData("lögo", false)]
    public void ContentId_WithWhatWouldHaveToBeQuoted_IsNone(string text, bool isOne) => Assert.Equal(isOne, UploadPolicy.IsContentId(text));

    [Theory]
    [InlineData("image/png", true)]
    [InlineData("IMAGE/JPEG", true)]
    [InlineData("image/svg+xml", false)]
    [InlineData("text/html", false)]
    public void Image_IsWhatContainsNoProgram(string type, bool isOne) => Assert.Equal(isOne, UploadPolicy.IsImage(type));

    private static Gen<string> Texts() => Gen.Elements(Letters.ToCharArray()).ArrayOf().Select(letters => new string(letters));
}
