using EmailAgent.Api.Mail;

namespace EmailAgent.Api.Tests.Mail;

public sealed class ZipNamesTests
{
    [Theory]
    [InlineData("report.pdf", "report.pdf")]
    [InlineData("Überweisung 会議.pdf", "Überweisung 会議.pdf")]
    [InlineData("../../etc/passwd", "_.._etc_passwd")]
    [InlineData("C:\\Windows\\evil.exe", "C__Windows_evil.exe")]
    [InlineData(".bashrc", "bashrc")]
    [InlineData("a\r\nb\u0000.txt", "a__b_.txt")]
    [InlineData("gpj.\u202Eexe", "gpj._exe")]
    [InlineData("con.txt", "_con.txt")]
    [InlineData("name. . ", "name")]
    [InlineData("...", "attachment")]
    [InlineData("", "attachment")]
    public void Next_IsSafe(string filename, string expected) => Assert.Equal(expected, new ZipNames().Next(filename));

    [Fact]
    public void Next_GivesEachNameOnce()
    {
        var names = new ZipNames();
        Assert.Equal(["a.txt", "A (2).TXT", "a (3).txt", "a (2) (2).txt"], new[] { "a.txt", "A.TXT", "a.txt", "a (2).txt" }.Select(names.Next));
    }

    [Fact]
    public void Next_OfALongName_KeepsTheExtension()
    {
        var name = new ZipNames().Next($"{new string('x', 400)}.pdf");
        Assert.Equal(150, name.Length);
        Assert.EndsWith("x.pdf", name, StringComparison.Ordinal);
    }
}
