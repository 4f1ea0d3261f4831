using EmailAgent.Grains.Identity;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Tests.Identity;

public sealed class PasswordPolicyTests
{
    private static readonly PasswordOwner Ada = new("ada.king@example.org", "Augusta", "Lovelace");

    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("8 signs.")]
    [InlineData("\U0001F511\U0001F511\U0001F511\U0001F511\U0001F511\U0001F511\U0001F511\U0001F511")]
    public void Check_LongAndNotKnown_IsAccepted(string password) => Assert.Null(Check(password));

    [Theory]
    [InlineData("password")]
    [InlineData("PassWord1")]
    [InlineData("Sunshine123!")]
    [InlineData("1234567890")]
    [InlineData("qwertyuiop")]
    public void Check_Common_IsRefused(string password) => Assert.Contains(Check(password)!, reason => reason.Contains("common", StringComparison.Ordinal));

    [Theory]
    [InlineData("my ADA.KING password")]
    [InlineData("augusta is here")]
    [InlineData("emailagent rocks")]
    public void Check_OwnAddressNameOrProduct_IsRefused(string password) => Assert.Contains(Check(password)!, reason => reason.Contains("your address", StringComparison.Ordinal));

    [Fact]
    public void Check_SeveralRulesUnmet_NamesEach()
    {
        var strict = new PasswordOptions { MinLength = 10, RequireUppercase = true, RequireLowercase = true, RequireDigit = true, RequireSymbol = true };

        Assert.Equal(4, Check("abcdefgh", strict)!.Count(reason => reason.Contains("needs", StringComparison.Ordinal)));
        Assert.Null(Check("Abcdefgh-2027", strict));
    }

    [Fact]
    public void Check_Longest_IsAcceptedAndOneMoreIsNot()
    {
        Assert.Null(Check(string.Concat(Enumerable.Repeat("xy9 ", 64))));
        Assert.Single(Check(string.Concat(Enumerable.Repeat("xy9 ", 64)) + "z")!);
    }

    private static IReadOnlyList<string>? Check(string password, PasswordOptions? options = null) =>
        new PasswordPolicy(Options.Create(options ?? new PasswordOptions())).Check(password, Ada, "password")?.Reasons;
}
