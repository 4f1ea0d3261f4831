using EmailAgent.Intelligence.Masking;
using FsCheck;
using FsCheck.Fluent;

namespace EmailAgent.Intelligence.Tests.Masking;

public sealed class TextMaskTests
{
    [Theory]
    [InlineData("Your code is 493817.", "Your code is [code].")]
    [InlineData("493817 is your login code", "[code] is your login code")]
    [InlineData("Ihr Bestätigungscode lautet 4938 17", "Ihr Bestätigungscode lautet [code]")]
    [InlineData("G-493817 code: G-493817", "G-493817 code: [code]")]
    [InlineData("password: hunter2!", "password: [password]")]
    [InlineData("Das Passwort ist „geheim99“", "Das Passwort ist „[password]“")]
    [InlineData("le mot de passe est soleil42", "le mot de passe est [password]")]
    [InlineData("Pay with 4111 1111 1111 1111 today", "Pay with [card] today")]
    [InlineData("Pay with 4111-1111-1111-1111.", "Pay with [card].")]
    [InlineData("IBAN DE89 3704 0044 0532 0130 00", "IBAN [account]")]
    [InlineData("account number: 12345678", "account number: [account]")]
    [InlineData("use ghp_abcdefghijklmnopqrstuvwxyz012345 for it", "use [key] for it")]
    [InlineData("key AKIAIOSFODNN7EXAMPLE", "key [key]")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9.e30eyJzdWI.c2lnbmF0dXJl", "[key]")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMIIEv\n-----END PRIVATE KEY-----\nBye", "[key]\nBye")]
    [InlineData("Order 4111 1111 1111 1112 is on its way", "Order 4111 1111 1111 1112 is on its way")]
    [InlineData("Call me at 0151 2345678 on 2026-12-03 at 14:00", "Call me at 0151 2345678 on 2026-12-03 at 14:00")]
    [InlineData("The invoice of 1,250.00 Euro is due in 14 days.", "The invoice of 1,250.00 Euro is due in 14 days.")]
    public void Secrets_AreReplacedByTheirKinds(string text, string masked) => Assert.Equal(masked, TextMask.Apply(text));

    [Fact]
    public void Secrets_OfAnyText_AreInOrderAndApart() => Prop.ForAll<string>(text =>
    {
        var source = $"{text} code 123456 {text} password: {text} 4111111111111111";
        var found = TextMask.Find(source);
        return found.Zip(found.Skip(1)).All(pair => pair.First.End <= pair.Second.Start)
            && found.All(secret => secret.Start >= 0 && secret.Length > 0 && secret.End <= source.Length)
            && !TextMask.Apply(source).Contains("4111111111111111", StringComparison.Ordinal);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Text_OfAMillionDigits_TakesLinearTime()
    {
        var masked = TextMask.Apply(string.Concat(Enumerable.Repeat("code 12 ", 150_000)) + new string('1', 200_000));

        Assert.NotEmpty(masked);
    }
}
